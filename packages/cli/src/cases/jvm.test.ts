import { describeCases } from './__testUtils__/cases';

describeCases('Gradle and Maven', {
  '04-gradle-catalog': {
    components: {
      'gradle.lockfile': [
        'junit:junit@4.13.2 development direct',
        'org.hamcrest:hamcrest-core@1.3 development',
        'org.slf4j:slf4j-api@2.0.0 runtime direct',
      ],
    },
  },
  '10-maven-local-bom': {
    among: {
      'app/pom.xml': [
        'org.apache.logging.log4j:log4j-core@2.14.1 runtime direct',
      ],
    },
    findings: [
      'GHSA-aaaa-0010 org.apache.logging.log4j:log4j-core@2.14.1 -> 2.15.0',
    ],
  },
  '15-gradle-configurations': {
    components: {
      'gradle.lockfile': [
        'com.a:agent@1.0 runtime direct',
        'com.b:checker@1.0 development',
        'com.c:lib@1.0 development',
        'com.d:proc@1.0 development',
        'com.e:two@1.0 runtime direct',
        'com.e:two@2.0 development',
      ],
    },
  },
  '27-maven-oddities': {
    components: {
      'pom.xml': ['org.projectlombok:lombok@1.18.30 runtime direct'],
      'sub/pom.xml': [
        'a:pinned@1.5 runtime direct',
        'a:prof@9 runtime direct',
        'a:range@1.0 runtime direct',
        'a:sys@1 runtime direct',
        'com.t:sib2@1.2.3-SNAPSHOT runtime direct',
        'com.t:sib@1.2.3-SNAPSHOT runtime direct',
        'commons-io:commons-io@2.6 runtime direct',
        'io.netty:netty-transport-native-epoll@4.1.70.Final runtime direct',
        'junit:junit@4.12 development direct',
        'org.apache.logging.log4j:log4j-core@2.14.1 runtime direct',
        'org.projectlombok:lombok@1.18.30 runtime direct',
        'org.springframework:spring-core@5.3.18 runtime direct',
      ],
    },
    notes: [/a:range.*\[1\.0,2\.0\)/],
    findings: [
      'GHSA-m1 org.apache.logging.log4j:log4j-core@2.14.1 -> 2.15.0',
      'GHSA-m3 io.netty:netty-transport-native-epoll@4.1.70.Final -> 4.1.71.Final',
    ],
  },
  '52-pom-xml-oddities': {
    components: {
      'pom.xml': [
        'a:b@1.0 runtime direct',
        'a:d@2.0 development direct',
        'a:d@2.0 optional direct',
      ],
    },
    notes: [/'a:c' has no version/],
  },
});
