import type { PopularNames } from './popularNames';

/** Go: modules that very many projects build with, without the major version at their end. */
export const go: PopularNames = {
  asOf: '2026-11-30',
  names: `
    cloud.google.com/go go.etcd.io/bbolt go.etcd.io/etcd go.mongodb.org/mongo-driver go.opentelemetry.io/otel
    go.uber.org/atomic go.uber.org/multierr go.uber.org/zap golang.org/x/crypto golang.org/x/exp golang.org/x/mod
    golang.org/x/net golang.org/x/oauth2 golang.org/x/sync golang.org/x/sys golang.org/x/term golang.org/x/text
    golang.org/x/time golang.org/x/tools google.golang.org/api google.golang.org/genproto google.golang.org/grpc
    google.golang.org/protobuf gopkg.in/yaml gorm.io/driver/postgres gorm.io/gorm
    k8s.io/api k8s.io/apimachinery k8s.io/client-go k8s.io/klog sigs.k8s.io/controller-runtime sigs.k8s.io/yaml
    github.com/Azure/azure-sdk-for-go github.com/BurntSushi/toml github.com/IBM/sarama github.com/Masterminds/semver
    github.com/Masterminds/sprig github.com/PuerkitoBio/goquery github.com/Shopify/sarama
    github.com/alecthomas/chroma github.com/alecthomas/kingpin github.com/aws/aws-lambda-go
    github.com/aws/aws-sdk-go github.com/aws/aws-sdk-go-v2 github.com/beorn7/perks github.com/boltdb/bolt
    github.com/bytedance/sonic github.com/casbin/casbin github.com/cenkalti/backoff github.com/cespare/xxhash
    github.com/charmbracelet/bubbletea github.com/charmbracelet/lipgloss github.com/containerd/containerd
    github.com/coreos/go-oidc github.com/davecgh/go-spew github.com/dgraph-io/badger
    github.com/dgrijalva/jwt-go github.com/docker/docker github.com/docker/go-units
    github.com/elastic/go-elasticsearch github.com/ethereum/go-ethereum github.com/evanphx/json-patch
    github.com/fatih/color github.com/fsnotify/fsnotify github.com/gin-contrib/sse github.com/gin-gonic/gin
    github.com/go-chi/chi github.com/go-gorm/gorm github.com/go-kit/kit github.com/go-logr/logr
    github.com/go-playground/validator github.com/go-redis/redis github.com/go-resty/resty
    github.com/go-sql-driver/mysql github.com/goccy/go-json github.com/gocolly/colly github.com/gofiber/fiber
    github.com/gofrs/uuid github.com/gogo/protobuf github.com/golang-jwt/jwt github.com/golang-migrate/migrate
    github.com/golang/glog github.com/golang/mock github.com/golang/protobuf github.com/golang/snappy
    github.com/google/go-cmp github.com/google/go-containerregistry github.com/google/go-github
    github.com/google/uuid github.com/google/wire github.com/gorilla/handlers github.com/gorilla/mux
    github.com/gorilla/sessions github.com/gorilla/websocket github.com/grpc-ecosystem/grpc-gateway
    github.com/hashicorp/consul github.com/hashicorp/go-multierror github.com/hashicorp/go-retryablehttp
    github.com/hashicorp/golang-lru github.com/hashicorp/hcl github.com/hashicorp/terraform
    github.com/hashicorp/vault github.com/jackc/pgx github.com/jinzhu/gorm github.com/jmespath/go-jmespath
    github.com/jmoiron/sqlx github.com/json-iterator/go github.com/julienschmidt/httprouter
    github.com/kelseyhightower/envconfig github.com/klauspost/compress github.com/labstack/echo
    github.com/lib/pq github.com/mattn/go-colorable github.com/mattn/go-isatty github.com/mattn/go-sqlite3
    github.com/microcosm-cc/bluemonday github.com/miekg/dns github.com/minio/minio-go
    github.com/mitchellh/go-homedir github.com/mitchellh/mapstructure github.com/nats-io/nats.go
    github.com/olekukonko/tablewriter github.com/onsi/ginkgo github.com/onsi/gomega
    github.com/open-policy-agent/opa github.com/opencontainers/image-spec github.com/opencontainers/runc
    github.com/patrickmn/go-cache github.com/pelletier/go-toml github.com/pkg/errors github.com/pkg/sftp
    github.com/pmezard/go-difflib github.com/prometheus/client_golang github.com/prometheus/common
    github.com/redis/go-redis github.com/robfig/cron github.com/rs/cors github.com/rs/zerolog
    github.com/russross/blackfriday github.com/satori/go.uuid github.com/segmentio/kafka-go
    github.com/shopspring/decimal github.com/sirupsen/logrus github.com/spf13/afero github.com/spf13/cast
    github.com/spf13/cobra github.com/spf13/pflag github.com/spf13/viper github.com/stretchr/testify
    github.com/swaggo/swag github.com/tidwall/gjson github.com/twmb/franz-go github.com/ugorji/go
    github.com/urfave/cli github.com/valyala/fasthttp github.com/yuin/goldmark
  `,
  known: `
    github.com/hashicorp/go-version github.com/gobuffalo/packr github.com/google/gofuzz
  `,
};
