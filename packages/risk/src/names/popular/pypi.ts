import type { PopularNames } from './popularNames';

/** PyPI: what very many projects install, and names beside it that are their own. */
export const pypi: PopularNames = {
  asOf: '2026-11-30',
  names: `
    absl-py aiobotocore aiofiles aiohttp alabaster alembic altair amqp annotated-types ansible
    ansible-core antlr4-python3-runtime anthropic anyio apache-airflow appdirs argcomplete
    argon2-cffi arrow asgiref astroid asttokens async-timeout asyncpg attrs authlib autopep8 awscli
    azure-core azure-identity azure-storage-blob babel backoff bcrypt beautifulsoup4 billiard
    bitcoinlib black bleach blinker bokeh boto3 botocore bottle browser-cookie3 build bumpversion
    cachecontrol cachetools catboost celery certifi cffi chardet charset-normalizer cheroot click
    cloudpickle colorama colorlog configparser contourpy coverage cryptography cssselect cupy cycler
    cython dash dask databricks-sdk datasets dateparser debugpy decorator defusedxml deprecated
    diffusers discord.py distlib distributed distro django django-cors-headers django-filter
    djangorestframework dnspython docker docopt docutils duckdb ecdsa elasticsearch email-validator
    et-xmlfile eth-account eventlet exceptiongroup execnet executing fabric factory-boy faker
    fastapi fastavro fastjsonschema ffmpeg-python filelock fire flake8 flask flask-cors flask-login
    flask-sqlalchemy fonttools freezegun frozenlist fsspec future gevent gitpython google-api-core
    google-api-python-client google-auth google-cloud-bigquery google-cloud-storage
    googleapis-common-protos gradio graphene graphviz greenlet grpcio grpcio-tools gspread gunicorn
    gym h11 h5py hatchling html5lib httpcore httplib2 httptools httpx huggingface-hub hydra-core
    hypothesis idna imageio importlib-metadata importlib-resources inflection iniconfig invoke
    ipykernel ipython ipywidgets isodate isort itsdangerous jax jedi jeepney jinja2 jmespath joblib
    jsonlines jsonpatch jsonpath-ng jsonpickle jsonpointer jsonschema jupyter jupyter-client
    jupyter-core jupyterlab kafka-python keras keyring kiwisolver kombu kubernetes langchain
    langchain-core lazy-object-proxy lightgbm llama-index llvmlite locust loguru lxml lz4 mako
    markdown markdown-it-py markupsafe marshmallow matplotlib matplotlib-inline mccabe mdurl
    mechanize minio mistune mkdocs mlflow mock monai more-itertools motor mpmath msal msgpack
    multidict mypy mypy-extensions mysql-connector-python mysqlclient nbconvert nbformat
    nest-asyncio netaddr networkx nltk nose notebook numba numexpr numpy oauth2client oauthlib odfpy
    openai opencv-contrib-python opencv-python opencv-python-headless openpyxl opentelemetry-api
    opentelemetry-sdk orjson outcome packaging pandas paramiko parso passlib pathlib pathspec patsy
    peewee pendulum pexpect pillow pip pip-tools pipenv pipx platformdirs playwright plotly pluggy
    ply poetry poetry-core polars pre-commit prettytable prometheus-client prompt-toolkit proto-plus
    protobuf psutil psycopg psycopg2 psycopg2-binary ptyprocess pure-eval py-cpuinfo pyarrow pyasn1
    pyasn1-modules pycodestyle pycparser pycryptodome pycryptodomex pydantic pydantic-core
    pydantic-settings pyflakes pygame pygithub pygments pyinstaller pyjwt pylint pymongo pymysql
    pynacl pyodbc pyopenssl pyparsing pyperclip pyproject-hooks pyqt5 pyrsistent pyserial pysocks
    pyspark pytest pytest-asyncio pytest-cov pytest-django pytest-mock pytest-xdist python-dateutil
    python-dotenv python-jose python-json-logger python-multipart python-telegram-bot
    pytorch-lightning pytz pywin32 pyyaml pyzmq rapidfuzz ray redis regex reportlab requests
    requests-oauthlib requests-toolbelt responses rich rpds-py rsa ruamel.yaml ruff s3fs s3transfer
    sagemaker sanic scikit-image scikit-learn scipy scrapy seaborn selenium sentence-transformers
    sentencepiece sentry-sdk setuptools setuptools-scm shapely shellingham simplejson six slack-sdk
    sniffio snowballstemmer snowflake-connector-python soupsieve spacy sphinx sqlalchemy sqlparse
    stack-data starlette statsmodels streamlit stripe structlog sympy tabulate tblib tenacity
    tensorboard tensorflow termcolor terminado textual threadpoolctl tiktoken timm tinycss2
    tokenizers toml tomli tomlkit toolz torch torchaudio torchvision tornado tox tqdm traitlets
    transformers trio twine twisted typer typing-extensions typing-inspect tzdata tzlocal ujson
    unidecode uritemplate urllib3 uvicorn uvloop virtualenv vyper waitress wandb watchdog watchfiles
    wcwidth weasyprint web3 webdriver-manager webencodings websocket-client websockets werkzeug
    wheel whitenoise wrapt xgboost xlrd xlsxwriter xmltodict yapf yarl yt-dlp zipp zope-interface
    zstandard
  `,
  known: `
    bump2version django-filer docker-py msgpack-python pyqt6 python-backoff python-bitcoinlib
    google-oauth grapheme isolate jsonpath persistent pyshark pytest-csv asn1 asteval attr babelfish
    bleak boto bs4 cchardet chart-studio coloredlogs colour configobj cookies croniter cssutils
    cvxpy datasette dill django-redis djoser docs ecos easydict evdev fairscale fastai fasteners
    fasttext fiona flake8-bugbear flasgger fuzzywuzzy ghp-import gpustat gql graphql-core
    gym-notices halo hiredis httpie humanize imagesize ijson jose jsons jwt kaleido langsmith
    librosa lightning mando marisa-trie moto munch murmurhash nibabel nose2 num2words numpydoc
    omegaconf optree opt-einsum orderly pandera parse parsel patch-ng path pathy pathlib2 peft pika
    pint polib portalocker pook psycopg-binary pyaml pyasn pycares pycrypto pydot pyee pyfakefs
    pyhcl pykube pylev pymssql pypdf pypdf2 pyreadline3 pyrebase pystache pytest-html pytest-env
    pythran pytest-metadata python-slugify pywavelets q quart rfc3986 retry robotframework rtree
    sacrebleu scikit-base schema scp semver semantic-version sgmllib3k smmap smart-open
    sphinxcontrib-jsmath stevedore swifter tabulator thinc tifffile tinydb tinyhtml5 toposort
    trafaret trl trio-websocket typed-ast types-requests types-six tyro ulid-py uri-template
    validators vcrpy vine visions wget wsproto xarray xlwt xxhash yamllint zeep zict zmq
  `,
};
