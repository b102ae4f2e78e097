import type { PopularNames } from './popularNames';

/** Maven: groups that very many projects build with, with their best known artifacts. */
export const maven: PopularNames = {
  asOf: '2026-11-30',
  names: `
    ch.qos.logback:logback-classic ch.qos.logback:logback-core com.amazonaws:aws-java-sdk-s3
    com.auth0:java-jwt com.datastax.oss:java-driver-core com.esotericsoftware:kryo
    com.fasterxml.jackson.core:jackson-annotations com.fasterxml.jackson.core:jackson-core
    com.fasterxml.jackson.core:jackson-databind com.fasterxml.jackson.dataformat:jackson-dataformat-yaml
    com.fasterxml.jackson.datatype:jackson-datatype-jsr310 com.fasterxml.jackson.module:jackson-module-kotlin
    com.github.ben-manes.caffeine:caffeine com.google.auth:google-auth-library-oauth2-http
    com.google.auto.value:auto-value com.google.cloud:google-cloud-storage com.google.code.findbugs:jsr305
    com.google.code.gson:gson com.google.dagger:dagger com.google.errorprone:error_prone_annotations
    com.google.guava:guava com.google.inject:guice com.google.protobuf:protobuf-java com.h2database:h2
    com.jayway.jsonpath:json-path com.microsoft.sqlserver:mssql-jdbc com.mysql:mysql-connector-j
    com.nimbusds:nimbus-jose-jwt com.opencsv:opencsv com.oracle.database.jdbc:ojdbc8 com.puppycrawl.tools:checkstyle
    com.rabbitmq:amqp-client com.squareup.okhttp3:okhttp com.squareup.okio:okio com.squareup.retrofit2:retrofit
    com.sun.mail:jakarta.mail com.thoughtworks.xstream:xstream com.typesafe:config com.typesafe.akka:akka-actor
    com.zaxxer:HikariCP commons-beanutils:commons-beanutils commons-cli:commons-cli commons-codec:commons-codec
    commons-collections:commons-collections commons-fileupload:commons-fileupload commons-io:commons-io
    commons-lang:commons-lang commons-logging:commons-logging io.dropwizard.metrics:metrics-core
    io.grpc:grpc-core io.grpc:grpc-netty io.jsonwebtoken:jjwt io.lettuce:lettuce-core
    io.micrometer:micrometer-core io.micronaut:micronaut-core io.netty:netty-all io.netty:netty-handler
    io.opentelemetry:opentelemetry-api io.projectreactor:reactor-core io.prometheus:simpleclient
    io.quarkus:quarkus-core io.reactivex.rxjava2:rxjava io.reactivex.rxjava3:rxjava io.rest-assured:rest-assured
    io.springfox:springfox-swagger2 io.swagger.core.v3:swagger-annotations io.undertow:undertow-core
    io.vertx:vertx-core jakarta.annotation:jakarta.annotation-api jakarta.servlet:jakarta.servlet-api
    javax.inject:javax.inject javax.servlet:javax.servlet-api javax.xml.bind:jaxb-api joda-time:joda-time
    junit:junit log4j:log4j mysql:mysql-connector-java net.bytebuddy:byte-buddy net.java.dev.jna:jna
    net.minidev:json-smart org.antlr:antlr4-runtime org.apache.avro:avro org.apache.camel:camel-core
    org.apache.commons:commons-collections4 org.apache.commons:commons-compress org.apache.commons:commons-csv
    org.apache.commons:commons-lang3 org.apache.commons:commons-text org.apache.curator:curator-framework
    org.apache.hadoop:hadoop-common org.apache.httpcomponents:httpclient org.apache.httpcomponents:httpcore
    org.apache.httpcomponents.client5:httpclient5 org.apache.kafka:kafka-clients
    org.apache.logging.log4j:log4j-api org.apache.logging.log4j:log4j-core org.apache.logging.log4j:log4j-slf4j-impl
    org.apache.lucene:lucene-core org.apache.maven:maven-core org.apache.pdfbox:pdfbox org.apache.poi:poi
    org.apache.poi:poi-ooxml org.apache.shiro:shiro-core org.apache.spark:spark-core_2.12
    org.apache.struts:struts2-core org.apache.tika:tika-core org.apache.tomcat.embed:tomcat-embed-core
    org.apache.velocity:velocity-engine-core org.apache.zookeeper:zookeeper org.aspectj:aspectjweaver
    org.assertj:assertj-core org.awaitility:awaitility org.bouncycastle:bcprov-jdk18on
    org.codehaus.groovy:groovy org.codehaus.jackson:jackson-mapper-asl org.dom4j:dom4j
    org.eclipse.jetty:jetty-server org.eclipse.jgit:org.eclipse.jgit org.elasticsearch.client:elasticsearch-rest-client
    org.flywaydb:flyway-core org.freemarker:freemarker org.glassfish.jersey.core:jersey-server
    org.hamcrest:hamcrest org.hibernate:hibernate-core org.hibernate.orm:hibernate-core
    org.hibernate.validator:hibernate-validator org.jboss.logging:jboss-logging org.jdbi:jdbi3-core
    org.jetbrains:annotations org.jetbrains.kotlin:kotlin-stdlib org.jetbrains.kotlinx:kotlinx-coroutines-core
    org.json:json org.jsoup:jsoup org.junit.jupiter:junit-jupiter org.junit.jupiter:junit-jupiter-api
    org.liquibase:liquibase-core org.mapstruct:mapstruct org.mariadb.jdbc:mariadb-java-client
    org.mockito:mockito-core org.mongodb:mongodb-driver-sync org.mybatis:mybatis org.opensearch.client:opensearch-java
    org.ow2.asm:asm org.postgresql:postgresql org.projectlombok:lombok org.quartz-scheduler:quartz
    org.reactivestreams:reactive-streams org.redisson:redisson org.scala-lang:scala-library
    org.seleniumhq.selenium:selenium-java org.slf4j:slf4j-api org.springdoc:springdoc-openapi-starter-webmvc-ui
    org.springframework:spring-beans org.springframework:spring-context org.springframework:spring-core
    org.springframework:spring-web org.springframework:spring-webmvc org.springframework.boot:spring-boot
    org.springframework.boot:spring-boot-starter-web org.springframework.cloud:spring-cloud-context
    org.springframework.data:spring-data-jpa org.springframework.kafka:spring-kafka
    org.springframework.security:spring-security-core org.testcontainers:testcontainers org.testng:testng
    org.thymeleaf:thymeleaf org.webjars:jquery org.xerial:sqlite-jdbc org.yaml:snakeyaml redis.clients:jedis
    software.amazon.awssdk:s3 xerces:xercesImpl
  `,
  known: `
    com.mysql.cj:mysql jakarta.inject:jakarta.inject-api org.apache.httpcomponents.core5:httpcore5
    io.r2dbc:r2dbc-spi io.ktor:ktor-server-core org.jooq:jooq org.jdom:jdom2
  `,
};
