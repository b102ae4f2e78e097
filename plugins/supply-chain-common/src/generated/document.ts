// Generated from src/openapi by scripts/openapi.mjs. Do not edit.

/** @public */
export const openApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Safety Curtain supply-chain API",
    "version": "1.0.0",
    "description": "What every catalog service is built from, what is wrong with it, and as of when that was last known. Lists are paged by cursor: pass `nextCursor` of an answer as `cursor` of the next request, with the same filters and order. Rows that the caller may not read are left out of lists, counts and exports.",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "tags": [
    {
      "name": "archive",
      "description": "What was uploaded, what was in force at a time, and how long it is kept."
    },
    {
      "name": "changes",
      "description": "What changed in services, beside their findings."
    },
    {
      "name": "components",
      "description": "The packages of a target."
    },
    {
      "name": "decisions",
      "description": "What people decide: exceptions, curated licenses, holds, exemptions from checks."
    },
    {
      "name": "exports",
      "description": "Exports of the archive."
    },
    {
      "name": "findings",
      "description": "Findings: what is wrong with a target, as one vulnerability of one package, or what a rule of a tool found at one place."
    },
    {
      "name": "gates",
      "description": "Whether a build may pass: what a gate says of a service, of a build of it, and what other policies would say."
    },
    {
      "name": "health",
      "description": "How well the plugin itself does: advisory sources, the queue, failing targets."
    },
    {
      "name": "licensed-components",
      "description": "Package versions with their license, and the issues that policies raise."
    },
    {
      "name": "licenses",
      "description": "Licenses in use, obligations, policies and notices."
    },
    {
      "name": "pull-requests",
      "description": "Pull requests of forges: what each brings to a service, judged against where it began."
    },
    {
      "name": "releases",
      "description": "Releases of services, and what came and went with each."
    },
    {
      "name": "reports",
      "description": "Reports: what other tools found in a service, taken over as findings."
    },
    {
      "name": "scans",
      "description": "Scans: how they went, and asking for one."
    },
    {
      "name": "scorecard-trends",
      "description": "How scorecards change: trends, movers and campaigns."
    },
    {
      "name": "scorecards",
      "description": "Scorecards: what is asked of services, and roll-ups of how they do."
    },
    {
      "name": "service-scorecards",
      "description": "How single services do on scorecards, and since when."
    },
    {
      "name": "snapshots",
      "description": "What a target held at a revision, and the documents that say so."
    },
    {
      "name": "targets",
      "description": "Catalog entities that are scanned."
    },
    {
      "name": "tickets",
      "description": "Tickets in GitHub, GitLab and Jira, and what people did with them."
    },
    {
      "name": "triage",
      "description": "What is done about findings: what is overdue, and the rules that decide by themselves."
    },
    {
      "name": "upgrades",
      "description": "The shortest way out of open findings, for a service and for the organization."
    },
    {
      "name": "vex",
      "description": "VEX: what others say of vulnerabilities, taken over as decisions; what was decided here, for others."
    },
    {
      "name": "vulnerabilities",
      "description": "Vulnerabilities, and what each advisory record says of them."
    },
    {
      "name": "where-used",
      "description": "Where packages are used across the organization."
    }
  ],
  "paths": {
    "/sboms": {
      "post": {
        "operationId": "uploadSbom",
        "x-permissions": [
          "supplyChain.sbom.upload"
        ],
        "summary": "Upload an SBOM that was made elsewhere: CycloneDX 1.2 to 1.7 as JSON or XML, SPDX 2.2 or 2.3 as JSON, tag-value or YAML, SPDX 3.0 as JSON-LD, or Syft's own JSON. The body is the document, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). Up to 100 MiB. If it cannot be read, nothing is stored.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "revision",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "release",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "name",
            "in": "query",
            "description": "Tells several SBOMs of one entity apart (`image`, `frontend`). An upload takes the place of the previous one of its name.",
            "schema": {
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$",
              "default": "sbom"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.cyclonedx+json": {
              "schema": {}
            },
            "application/vnd.cyclonedx+xml": {
              "schema": {}
            },
            "application/spdx+json": {
              "schema": {}
            },
            "application/spdx+yaml": {
              "schema": {}
            },
            "application/vnd.syft+json": {
              "schema": {}
            },
            "text/spdx": {
              "schema": {}
            },
            "application/json": {
              "schema": {}
            },
            "application/xml": {
              "schema": {}
            },
            "text/plain": {
              "schema": {}
            },
            "application/octet-stream": {
              "schema": {}
            },
            "multipart/form-data": {
              "schema": {}
            }
          }
        },
        "responses": {
          "200": {
            "description": "The same bytes were there; the time of observation is extended",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadedSbom"
                }
              }
            }
          },
          "201": {
            "description": "Stored, matched and judged",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadedSbom"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "archive"
        ]
      }
    },
    "/as-of": {
      "get": {
        "operationId": "getAsOf",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "What was in force for an entity at a time: its snapshots, their licenses, and what was known of findings then, beside what is known now",
        "parameters": [
          {
            "$ref": "#/components/parameters/asOfEntity"
          },
          {
            "$ref": "#/components/parameters/at"
          }
        ],
        "responses": {
          "200": {
            "description": "Then and now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AsOf"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "archive"
        ]
      }
    },
    "/as-of/findings": {
      "get": {
        "operationId": "listFindingsAsOf",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Findings of the snapshots in force at a time, as known then and as known now",
        "parameters": [
          {
            "$ref": "#/components/parameters/asOfEntity"
          },
          {
            "$ref": "#/components/parameters/at"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of findings",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FindingAsOfPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "archive"
        ]
      }
    },
    "/presence": {
      "get": {
        "operationId": "listPresence",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "Where a package was between two times, and until when",
        "parameters": [
          {
            "$ref": "#/components/parameters/presencePackage"
          },
          {
            "$ref": "#/components/parameters/presencePurl"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of presences",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PresencePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "archive"
        ]
      }
    },
    "/presence/export": {
      "get": {
        "operationId": "exportPresence",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "All presences of a filter as CSV, streamed",
        "parameters": [
          {
            "$ref": "#/components/parameters/presencePackage"
          },
          {
            "$ref": "#/components/parameters/presencePurl"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/owner"
          }
        ],
        "responses": {
          "200": {
            "description": "CSV with a header row",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "archive"
        ]
      }
    },
    "/retention": {
      "get": {
        "operationId": "getRetention",
        "x-permissions": [
          "supplyChain.retention.read"
        ],
        "summary": "How long what is kept, what was deleted, and when it was last looked at",
        "responses": {
          "200": {
            "description": "Retention",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Retention"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "archive"
        ]
      }
    },
    "/changes": {
      "get": {
        "operationId": "listChanges",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "What changed in one entity or in all that the caller may read, newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "name": "kind",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 10,
              "items": {
                "$ref": "#/components/schemas/ServiceChangeKind"
              }
            }
          },
          {
            "name": "firstUse",
            "in": "query",
            "description": "Only packages that the organization had nowhere before",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "since",
            "in": "query",
            "description": "A day or a time",
            "schema": {
              "type": "string",
              "maxLength": 40,
              "pattern": "^\\d{4}-\\d\\d-\\d\\d"
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of changes",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ServiceChangePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "changes"
        ]
      }
    },
    "/components": {
      "get": {
        "operationId": "listComponents",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "The packages of a target's current snapshot",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/direct"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "name": "vulnerable",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "provenance",
            "in": "query",
            "description": "What is known of where they come from",
            "schema": {
              "type": "array",
              "maxItems": 4,
              "items": {
                "$ref": "#/components/schemas/ProvenanceOutcome"
              }
            }
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "findings"
              ],
              "default": "name"
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of components",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ComponentPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "components"
        ]
      }
    },
    "/decisions": {
      "get": {
        "operationId": "listDecisions",
        "x-permissions": [
          "supplyChain.license.read",
          "supplyChain.scorecard.read",
          "supplyChain.finding.read"
        ],
        "summary": "Decisions, newest first",
        "parameters": [
          {
            "name": "subject",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/DecisionSubject"
              }
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/DecisionState"
              }
            }
          },
          {
            "name": "origin",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/DecisionOrigin"
              }
            }
          },
          {
            "name": "endsBefore",
            "in": "query",
            "description": "In force, and over before then",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "orderBy",
            "in": "query",
            "description": "`end`: what ends first, first; of those that have an end",
            "schema": {
              "type": "string",
              "enum": [
                "newest",
                "end"
              ],
              "default": "newest"
            }
          },
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of decisions",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DecisionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "decisions"
        ]
      },
      "post": {
        "operationId": "createDecision",
        "x-permissions": [
          "supplyChain.exception.create",
          "supplyChain.exemption.create",
          "supplyChain.exception.approve",
          "supplyChain.exemption.approve",
          "supplyChain.license.curate",
          "supplyChain.package.approve",
          "supplyChain.hold.manage"
        ],
        "summary": "Ask for a decision. It is in force at once where the caller may approve decisions of this subject and no second person is asked for; otherwise it waits as `proposed`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewDecision"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The decision",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Decision"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "decisions"
        ]
      }
    },
    "/decisions/{id}": {
      "get": {
        "operationId": "getDecision",
        "x-permissions": [
          "supplyChain.license.read",
          "supplyChain.scorecard.read",
          "supplyChain.finding.read"
        ],
        "summary": "One decision with its history",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The decision",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DecisionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "decisions"
        ]
      }
    },
    "/decisions/steps": {
      "post": {
        "operationId": "moveDecisions",
        "x-permissions": [
          "supplyChain.license.read",
          "supplyChain.scorecard.read",
          "supplyChain.finding.read"
        ],
        "summary": "Approve or reject several decisions that wait. Each is taken for itself, by the permission that it needs, and the answer says what became of it.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "ids",
                  "step"
                ],
                "properties": {
                  "ids": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 500,
                    "uniqueItems": true,
                    "items": {
                      "type": "string",
                      "pattern": "^[0-9]{1,18}$"
                    }
                  },
                  "step": {
                    "type": "string",
                    "enum": [
                      "approve",
                      "reject"
                    ]
                  },
                  "comment": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each, in the order in which they were named",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/MovedDecision"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "decisions"
        ]
      }
    },
    "/decisions/{id}/{step}": {
      "post": {
        "operationId": "moveDecision",
        "x-permissions": [
          "supplyChain.license.read",
          "supplyChain.scorecard.read",
          "supplyChain.finding.read"
        ],
        "summary": "Approve or reject what was proposed, or revoke what is in force",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "name": "step",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "approve",
                "reject",
                "revoke"
              ]
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "comment": {
                    "type": "string",
                    "maxLength": 2000
                  },
                  "replaces": {
                    "type": "array",
                    "maxItems": 500,
                    "items": {
                      "type": "string",
                      "pattern": "^[0-9]{1,18}$"
                    },
                    "description": "Decisions about the same that somebody took after this was proposed, and that the caller means to replace by it. Where there are others, the answer is 409."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The decision as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DecisionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "decisions"
        ]
      }
    },
    "/exports": {
      "get": {
        "operationId": "listExports",
        "x-permissions": [
          "supplyChain.archive.export"
        ],
        "summary": "Exports that the caller asked for, or all for whoever may see all; newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of exports",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArchiveExportPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "exports"
        ]
      },
      "post": {
        "operationId": "createExport",
        "x-permissions": [
          "supplyChain.archive.export"
        ],
        "summary": "Say what to export. Nothing is made until its content is fetched.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewExport"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The export, with how much there is to do",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArchiveExport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "exports"
        ]
      }
    },
    "/exports/{exportId}": {
      "get": {
        "operationId": "getExport",
        "x-permissions": [
          "supplyChain.archive.export"
        ],
        "summary": "One export and how far it is",
        "parameters": [
          {
            "$ref": "#/components/parameters/exportId"
          }
        ],
        "responses": {
          "200": {
            "description": "The export",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArchiveExport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "exports"
        ]
      },
      "delete": {
        "operationId": "cancelExport",
        "x-permissions": [
          "supplyChain.archive.export"
        ],
        "summary": "Stop an export; its record stays",
        "parameters": [
          {
            "$ref": "#/components/parameters/exportId"
          }
        ],
        "responses": {
          "200": {
            "description": "The export",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArchiveExport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "exports"
        ]
      }
    },
    "/exports/{exportId}/content": {
      "get": {
        "operationId": "getExportContent",
        "x-permissions": [
          "supplyChain.archive.export"
        ],
        "summary": "The zip, made while it is sent: nothing is written to disk, and closing the connection cancels it",
        "parameters": [
          {
            "$ref": "#/components/parameters/exportId"
          }
        ],
        "responses": {
          "200": {
            "description": "A zip whose manifest.json names the SHA-256 of every other file",
            "content": {
              "application/zip": {
                "schema": {
                  "type": "string",
                  "format": "binary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "exports"
        ]
      }
    },
    "/findings": {
      "get": {
        "operationId": "listFindings",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Findings, one per vulnerability of a package, or result of a tool, in a target",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/findingState"
          },
          {
            "$ref": "#/components/parameters/severity"
          },
          {
            "$ref": "#/components/parameters/findingKind"
          },
          {
            "$ref": "#/components/parameters/tool"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/packageName"
          },
          {
            "$ref": "#/components/parameters/advisory"
          },
          {
            "$ref": "#/components/parameters/direct"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/knownExploited"
          },
          {
            "$ref": "#/components/parameters/fixable"
          },
          {
            "$ref": "#/components/parameters/due"
          },
          {
            "$ref": "#/components/parameters/analysis"
          },
          {
            "$ref": "#/components/parameters/needsReview"
          },
          {
            "$ref": "#/components/parameters/decision"
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "risk",
                "due",
                "score",
                "epss",
                "firstSeen",
                "package"
              ],
              "default": "risk"
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of findings",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FindingPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "findings"
        ]
      }
    },
    "/findings/export": {
      "get": {
        "operationId": "exportFindings",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "All findings of a filter as CSV, streamed",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/findingState"
          },
          {
            "$ref": "#/components/parameters/severity"
          },
          {
            "$ref": "#/components/parameters/findingKind"
          },
          {
            "$ref": "#/components/parameters/tool"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/packageName"
          },
          {
            "$ref": "#/components/parameters/advisory"
          },
          {
            "$ref": "#/components/parameters/direct"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/knownExploited"
          },
          {
            "$ref": "#/components/parameters/fixable"
          },
          {
            "$ref": "#/components/parameters/due"
          },
          {
            "$ref": "#/components/parameters/analysis"
          },
          {
            "$ref": "#/components/parameters/needsReview"
          },
          {
            "$ref": "#/components/parameters/decision"
          }
        ],
        "responses": {
          "200": {
            "description": "CSV with a header row",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "findings"
        ]
      }
    },
    "/findings/decisions": {
      "post": {
        "operationId": "decideFindings",
        "x-permissions": [
          "supplyChain.triage.propose",
          "supplyChain.triage.decide"
        ],
        "summary": "Decide about findings: those with some ids, all of a vulnerability that the caller may triage, or all that match a filter. Where the caller may not decide, or a policy asks for an approver, the decisions wait as `proposed`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FindingDecisionRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What was decided, or would be",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FindingDecisionResult"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "findings"
        ]
      }
    },
    "/findings/trend": {
      "get": {
        "operationId": "getFindingTrend",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Open findings by severity over time, and how many came and went between",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "name": "days",
            "in": "query",
            "schema": {
              "type": "integer",
              "enum": [
                7,
                30,
                90,
                365
              ],
              "default": 90
            }
          },
          {
            "name": "timeZone",
            "in": "query",
            "allowReserved": true,
            "description": "Whose days are meant, as in `Europe/Berlin`; default: UTC",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The trend",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FindingTrend"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "findings"
        ]
      }
    },
    "/findings/{id}": {
      "get": {
        "operationId": "getFinding",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "One finding with every source's claim and its history",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The finding",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FindingDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "findings"
        ]
      }
    },
    "/findings/{id}/paths": {
      "get": {
        "operationId": "getFindingPaths",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "How the vulnerable versions come into the target, shortest path first",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "Paths by manifest",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PathList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "findings"
        ]
      }
    },
    "/gate": {
      "get": {
        "operationId": "getGate",
        "x-permissions": [
          "supplyChain.gate.read"
        ],
        "summary": "What the policy in force says of a service as it is",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The verdict, with every reason",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GateReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "gates"
        ]
      }
    },
    "/gate/check": {
      "post": {
        "operationId": "checkBuild",
        "x-permissions": [
          "supplyChain.gate.read"
        ],
        "summary": "Judge a build of a service by the policy, the data and the decisions of the portal. The body is its SBOM, as that of an upload: CycloneDX or SPDX, perhaps compressed with gzip (Content-Encoding); or a build, which is an SBOM with what inspections and tools say of the same source. Nothing is stored.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "against",
            "in": "query",
            "description": "What was there before, so that it is not judged where the policy judges only what is new: the service as it is here, or nothing",
            "schema": {
              "type": "string",
              "enum": [
                "service",
                "nothing"
              ],
              "default": "service"
            }
          },
          {
            "name": "revision",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "unreadable",
            "in": "query",
            "description": "Files that whoever made the SBOM could not read, each with the reason: `yarn.lock: it is cut`",
            "allowReserved": true,
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 500
              }
            }
          },
          {
            "name": "notLookedAt",
            "in": "query",
            "description": "What may hold packages and was not looked at, each with the reason",
            "allowReserved": true,
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 500
              }
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.cyclonedx+json": {
              "schema": {}
            },
            "application/vnd.cyclonedx+xml": {
              "schema": {}
            },
            "application/spdx+json": {
              "schema": {}
            },
            "text/spdx": {
              "schema": {}
            },
            "application/octet-stream": {
              "schema": {}
            },
            "multipart/form-data": {
              "schema": {}
            },
            "application/vnd.safety-curtain.build+json": {
              "schema": {
                "$ref": "#/components/schemas/SentBuild"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The verdict, with every reason",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GateReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "gates"
        ]
      }
    },
    "/badge": {
      "get": {
        "operationId": "getBadge",
        "x-permissions": [
          "supplyChain.gate.read"
        ],
        "summary": "A badge of a service: its alert level, what the gate says, and when it was scanned; some minutes old at most",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The badge",
            "content": {
              "image/svg+xml": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "gates"
        ]
      }
    },
    "/badge/link": {
      "get": {
        "operationId": "getBadgeLink",
        "x-permissions": [
          "supplyChain.gate.read"
        ],
        "summary": "A link under which anybody sees the badge of a service, without signing in; there is one where `supplyChain.badges.key` is set",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Where it is",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "path": {
                      "type": "string",
                      "description": "Below the address of this API; absent where the portal gives out no links"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "gates"
        ]
      }
    },
    "/gates/try": {
      "post": {
        "operationId": "tryGates",
        "x-permissions": [
          "supplyChain.gate.configure"
        ],
        "summary": "Tries out policies that are in no configuration yet, over all services or some. Nothing is stored.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "gates": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 50,
                    "description": "As `supplyChain.gates` has them",
                    "items": {
                      "type": "object"
                    }
                  },
                  "text": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 50000,
                    "description": "In place of `gates`: the same as YAML or JSON; the list alone, or the part of the configuration that has it"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What they would say",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GateTrial"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "gates"
        ]
      }
    },
    "/overview": {
      "get": {
        "operationId": "getOverview",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Counts over all targets that the caller may read",
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          }
        ],
        "responses": {
          "200": {
            "description": "The overview",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Overview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "health"
        ]
      }
    },
    "/system-health": {
      "get": {
        "operationId": "getSystemHealth",
        "x-permissions": [
          "supplyChain.systemHealth.read"
        ],
        "summary": "Health of advisory sources, the queue and failing targets",
        "responses": {
          "200": {
            "description": "The system health",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SystemHealth"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "health"
        ]
      }
    },
    "/advisory-sources/{sourceId}/refresh": {
      "post": {
        "operationId": "refreshAdvisorySource",
        "x-permissions": [
          "supplyChain.advisory.refresh"
        ],
        "summary": "Ask for a source to be read again as soon as a replica is free",
        "parameters": [
          {
            "name": "sourceId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          }
        ],
        "responses": {
          "202": {
            "description": "Asked for",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AdvisorySource"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "health"
        ]
      }
    },
    "/licenses/components": {
      "get": {
        "operationId": "listLicensedComponents",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "Package versions with their license: of one entity, or of all that the caller may read, each once with how many services use it",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/license"
          },
          {
            "$ref": "#/components/parameters/licenseCategory"
          },
          {
            "$ref": "#/components/parameters/licenseState"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/direct"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "name": "deprecated",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "outdated",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "orderBy",
            "in": "query",
            "description": "`services`: by how many services use them",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "license",
                "services"
              ],
              "default": "name"
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of components",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicensedComponentPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licensed-components"
        ]
      }
    },
    "/licenses/components/export": {
      "get": {
        "operationId": "exportLicensedComponents",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "All package versions of a filter with their license as CSV, streamed",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/license"
          },
          {
            "$ref": "#/components/parameters/licenseCategory"
          },
          {
            "$ref": "#/components/parameters/licenseState"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/direct"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "name": "deprecated",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "outdated",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "CSV with a header row",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licensed-components"
        ]
      }
    },
    "/licenses/component": {
      "get": {
        "operationId": "getLicensedComponent",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "One package version: what each source says of its license, what was curated, what the policy says, how old it is",
        "parameters": [
          {
            "$ref": "#/components/parameters/purl"
          },
          {
            "$ref": "#/components/parameters/entityRef"
          }
        ],
        "responses": {
          "200": {
            "description": "The component",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicensedComponentDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licensed-components"
        ]
      }
    },
    "/licenses/issues": {
      "get": {
        "operationId": "listLicenseIssues",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "What breaks which rule, one for each package version in an entity",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/license"
          },
          {
            "$ref": "#/components/parameters/licenseCategory"
          },
          {
            "$ref": "#/components/parameters/licenseState"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/direct"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/excepted"
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "verdict",
                "package",
                "firstSeen"
              ],
              "default": "verdict"
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of issues",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicenseIssuePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licensed-components"
        ]
      }
    },
    "/licenses/issues/export": {
      "get": {
        "operationId": "exportLicenseIssues",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "All issues of a filter as CSV, streamed",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/license"
          },
          {
            "$ref": "#/components/parameters/licenseCategory"
          },
          {
            "$ref": "#/components/parameters/licenseState"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/direct"
          },
          {
            "$ref": "#/components/parameters/scope"
          },
          {
            "$ref": "#/components/parameters/excepted"
          }
        ],
        "responses": {
          "200": {
            "description": "CSV with a header row",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licensed-components"
        ]
      }
    },
    "/licenses/overview": {
      "get": {
        "operationId": "getLicenseOverview",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "Mix of licenses, verdicts and what is not known, of one entity or of many",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          }
        ],
        "responses": {
          "200": {
            "description": "The overview",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicenseOverview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licenses"
        ]
      }
    },
    "/licenses": {
      "get": {
        "operationId": "listLicenses",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "License expressions in use, most used first",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/licenseCategory"
          },
          {
            "$ref": "#/components/parameters/licenseState"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of licenses",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicenseUsePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licenses"
        ]
      }
    },
    "/licenses/obligations": {
      "get": {
        "operationId": "listLicenseObligations",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "What the licenses in use ask for, and which licenses ask for it",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          }
        ],
        "responses": {
          "200": {
            "description": "Obligations",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicenseObligations"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licenses"
        ]
      }
    },
    "/licenses/policies": {
      "get": {
        "operationId": "getLicensePolicies",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "The policies in force, and how an entity gets its own",
        "responses": {
          "200": {
            "description": "The policies",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicensePolicies"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licenses"
        ]
      }
    },
    "/licenses/sources": {
      "get": {
        "operationId": "getLicenseSources",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "Health and coverage of the registries that are asked for package facts",
        "responses": {
          "200": {
            "description": "The sources",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LicenseSources"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licenses"
        ]
      }
    },
    "/licenses/notices": {
      "get": {
        "operationId": "getNotices",
        "x-permissions": [
          "supplyChain.license.read"
        ],
        "summary": "The attribution document of an entity's current or a named snapshot, streamed",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "snapshotId",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{1,18}$"
            }
          },
          {
            "name": "development",
            "in": "query",
            "description": "Also packages that are only needed to build and test",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "format",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "text",
                "html"
              ],
              "default": "text"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The document",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              },
              "text/html": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "licenses"
        ]
      }
    },
    "/pull-requests": {
      "get": {
        "operationId": "listPullRequests",
        "x-permissions": [
          "supplyChain.gate.read"
        ],
        "summary": "Open pull requests with what gates say of each service that they are about, newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of pull requests",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PullRequestPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "pull-requests"
        ]
      }
    },
    "/releases": {
      "get": {
        "operationId": "listReleases",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "Releases of one entity or of all that the caller may read, newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of releases",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleasePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "releases"
        ]
      },
      "post": {
        "operationId": "createRelease",
        "x-permissions": [
          "supplyChain.sbom.upload"
        ],
        "summary": "Make a release of what is in force for an entity, or of one of its snapshots. The same again changes nothing; a name that stands for another content is refused.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewRelease"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "It was there",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Release"
                }
              }
            }
          },
          "201": {
            "description": "It is made, and its changelog written",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Release"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "releases"
        ]
      }
    },
    "/releases/{id}": {
      "get": {
        "operationId": "getRelease",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "One release",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The release",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Release"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "releases"
        ]
      }
    },
    "/releases/{id}/changelog": {
      "get": {
        "operationId": "getChangelog",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "What a release brings since the one before, as was known when it was made; with `base`, since any other release of the entity, as is known now",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "$ref": "#/components/parameters/baseRelease"
          }
        ],
        "responses": {
          "200": {
            "description": "The changelog",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Changelog"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "releases"
        ]
      }
    },
    "/releases/{id}/changelog/export": {
      "get": {
        "operationId": "exportChangelog",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "The changelog as a file. What the caller may not read, findings or licenses, is left out of it.",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "$ref": "#/components/parameters/baseRelease"
          },
          {
            "name": "format",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "markdown",
                "html"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The changelog",
            "content": {
              "text/markdown": {
                "schema": {
                  "type": "string"
                }
              },
              "text/html": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "releases"
        ]
      }
    },
    "/reports": {
      "get": {
        "operationId": "listReports",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "The last report of each tool about a service, by tool and category",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The reports; at most 500",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolReports"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "reports"
        ]
      },
      "post": {
        "operationId": "uploadReport",
        "x-permissions": [
          "supplyChain.report.upload"
        ],
        "summary": "Take over what a tool found in a service: SARIF 2.1.0 or the tool's own format. What the last report of the same tool and category had and this one has not is resolved. The body is the report, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). The report itself is not kept, and of secrets only a salted hash. If it cannot be read, nothing is stored.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "What the report is, as `sarif`; anything else is refused. Told by its shape where absent",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 40
            }
          },
          {
            "name": "category",
            "in": "query",
            "description": "Tells reports of one tool about one service apart, as a language, a folder or an image; that of the report where absent",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "root",
            "in": "query",
            "description": "The folder in which the tool ran, where the report has absolute paths",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/sarif+json": {
              "schema": {}
            },
            "application/json": {
              "schema": {}
            },
            "application/xml": {
              "schema": {}
            },
            "application/octet-stream": {
              "schema": {}
            },
            "multipart/form-data": {
              "schema": {}
            }
          }
        },
        "responses": {
          "200": {
            "description": "The last report said the same; nothing was stored",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReportUpload"
                }
              }
            }
          },
          "201": {
            "description": "Taken over",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReportUpload"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "reports"
        ]
      },
      "delete": {
        "operationId": "removeReport",
        "x-permissions": [
          "supplyChain.report.upload"
        ],
        "summary": "Forget a tool's report about a service: it is no longer run there. What no other report and no scan has is resolved",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "tool",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 80
            }
          },
          {
            "name": "category",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 200,
              "default": ""
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What that changed",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FindingChangeCounts"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "reports"
        ]
      }
    },
    "/reports/comparison": {
      "get": {
        "operationId": "compareTools",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "What the tools that look at a service's dependencies say of its known vulnerabilities, the portal's own matching among them; by risk",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "differing",
            "in": "query",
            "description": "Only what not all of them say",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of findings with what each tool says",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ToolComparison"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "reports"
        ]
      }
    },
    "/scans": {
      "get": {
        "operationId": "listScans",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Scans, newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/ScanState"
              }
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of scans",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScanPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scans"
        ]
      },
      "post": {
        "operationId": "createScan",
        "x-permissions": [
          "supplyChain.scan.create"
        ],
        "summary": "Ask for a scan now, ahead of the schedule",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entityRef"
                ],
                "properties": {
                  "entityRef": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  }
                }
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "Asked for; `scan` is there when one is already running",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScanRequest"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scans"
        ]
      }
    },
    "/scans/{scanId}": {
      "get": {
        "operationId": "getScan",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "One scan with what it read, skipped and failed on",
        "parameters": [
          {
            "name": "scanId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "format": "uuid"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The scan",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScanDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scans"
        ]
      }
    },
    "/scorecards/{scorecard}/trend": {
      "get": {
        "operationId": "getScorecardTrend",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "How many services held each level, and what a check answered, at the end of each day or week of a time zone",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/trendDays"
          },
          {
            "$ref": "#/components/parameters/timeZone"
          },
          {
            "name": "check",
            "in": "query",
            "description": "Answers to this check instead of levels",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "$ref": "#/components/parameters/node"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          }
        ],
        "responses": {
          "200": {
            "description": "The trend",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardTrend"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scorecard-trends"
        ]
      }
    },
    "/scorecards/{scorecard}/movers": {
      "get": {
        "operationId": "listScorecardMovers",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "Services whose level is another than some days ago, those that fell first",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/trendDays"
          },
          {
            "$ref": "#/components/parameters/node"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          }
        ],
        "responses": {
          "200": {
            "description": "At most 100 services, with how many there are",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardMovers"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scorecard-trends"
        ]
      }
    },
    "/scorecards/{scorecard}/campaigns": {
      "get": {
        "operationId": "listScorecardCampaigns",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "Campaigns with how far they are, by team; overdue ones first",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/node"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          }
        ],
        "responses": {
          "200": {
            "description": "All campaigns of the scorecard",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardCampaignList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scorecard-trends"
        ]
      }
    },
    "/scorecards": {
      "get": {
        "operationId": "listScorecards",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "The scorecards in force, with their checks, levels and campaigns",
        "responses": {
          "200": {
            "description": "All scorecards, in the order of the configuration",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scorecards"
        ]
      }
    },
    "/scorecards/{scorecard}/rollup": {
      "get": {
        "operationId": "getScorecardRollUp",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "Counts of levels and answers for each team, group, system or domain: the rows of the heat map, with the whole selection as `total`",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "name": "by",
            "in": "query",
            "description": "`owner`: those that own services themselves, which count only these (they are listed by `owner`); `group`: these and all groups above them, which count all that is below (listed by `node`)",
            "schema": {
              "type": "string",
              "enum": [
                "owner",
                "group",
                "system",
                "domain"
              ],
              "default": "owner"
            }
          },
          {
            "$ref": "#/components/parameters/node"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          }
        ],
        "responses": {
          "200": {
            "description": "The roll-up",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardRollUp"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scorecards"
        ]
      }
    },
    "/scorecards/{scorecard}/export": {
      "get": {
        "operationId": "exportScorecard",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "Services with level, answers and reasons as CSV, streamed: one row for each check of each service",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/node"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          }
        ],
        "responses": {
          "200": {
            "description": "CSV with a header row",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scorecards"
        ]
      }
    },
    "/scorecards/nodes/{kind}/{namespace}/{name}": {
      "get": {
        "operationId": "getScorecardNode",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "Every scorecard rolled up for one group, user, system or domain, with the checks that most of its services fail",
        "parameters": [
          {
            "$ref": "#/components/parameters/kindInPath"
          },
          {
            "$ref": "#/components/parameters/namespaceInPath"
          },
          {
            "$ref": "#/components/parameters/nameInPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The roll-ups",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardNode"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "scorecards"
        ]
      }
    },
    "/scorecards/{scorecard}/services": {
      "get": {
        "operationId": "listScorecardServices",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "Services with their level and answers",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/node"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "name": "check",
            "in": "query",
            "description": "With `answer`, only services with this answer to this check",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "answer",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/ScorecardAnswer"
              }
            }
          },
          {
            "name": "level",
            "in": "query",
            "description": "Names of levels; `none` for those that hold none",
            "schema": {
              "type": "array",
              "maxItems": 20,
              "items": {
                "type": "string",
                "maxLength": 100
              }
            }
          },
          {
            "name": "alertLevel",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/AlertLevel"
              }
            }
          },
          {
            "name": "critical",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "overdue",
            "in": "query",
            "description": "Only services that an overdue campaign still waits for",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "reasons",
            "in": "query",
            "description": "With the reasons of what fails, warns or is unknown",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "orderBy",
            "in": "query",
            "description": "`level`: the lowest first",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "level"
              ],
              "default": "level"
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of services",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardServicePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "service-scorecards"
        ]
      }
    },
    "/targets/{kind}/{namespace}/{name}/scorecards": {
      "get": {
        "operationId": "getServiceScorecards",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "How one service stands on every scorecard that is for it: level, what the next one lacks by least effort, every answer with its evidence",
        "parameters": [
          {
            "$ref": "#/components/parameters/kindInPath"
          },
          {
            "$ref": "#/components/parameters/namespaceInPath"
          },
          {
            "$ref": "#/components/parameters/nameInPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The results",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ServiceScorecards"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "service-scorecards"
        ]
      }
    },
    "/targets/{kind}/{namespace}/{name}/scorecards/{scorecard}/history": {
      "get": {
        "operationId": "listScorecardHistory",
        "x-permissions": [
          "supplyChain.scorecard.read"
        ],
        "summary": "Changes of level and of answers of one service, newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/kindInPath"
          },
          {
            "$ref": "#/components/parameters/namespaceInPath"
          },
          {
            "$ref": "#/components/parameters/nameInPath"
          },
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "name": "check",
            "in": "query",
            "description": "Only this check; `level` for changes of the level",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of changes",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardHistoryPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "service-scorecards"
        ]
      }
    },
    "/snapshots": {
      "get": {
        "operationId": "listSnapshots",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "Snapshots of one entity or of all that the caller may read, newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/release"
          },
          {
            "$ref": "#/components/parameters/origin"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of snapshots",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SnapshotPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "snapshots"
        ]
      }
    },
    "/snapshots/{id}": {
      "get": {
        "operationId": "getSnapshot",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "One snapshot",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The snapshot",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Snapshot"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "snapshots"
        ]
      }
    },
    "/snapshots/{id}/sbom": {
      "get": {
        "operationId": "getSbom",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "The SBOM document of a snapshot, byte for byte the same each time",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "name": "format",
            "in": "query",
            "description": "`cyclonedx` (1.6) and `spdx` (2.3) are kept; `cyclonedx-1.7` and `spdx-3.0` (JSON-LD) are written from what is kept when they are asked for. `original` is what was uploaded, byte for byte; a snapshot of a scan has none",
            "schema": {
              "type": "string",
              "enum": [
                "cyclonedx",
                "spdx",
                "cyclonedx-1.7",
                "spdx-3.0",
                "original"
              ],
              "default": "cyclonedx"
            }
          },
          {
            "name": "signature",
            "in": "query",
            "description": "`detached` answers the signature of the document in its place: a DSSE envelope about its very bytes, made with the key that signs exports. Not found where no key is configured, or the document is larger than 10 MiB",
            "schema": {
              "type": "string",
              "enum": [
                "detached"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The document; its SHA-256 is the ETag",
            "content": {
              "application/vnd.dsse.envelope.v1+json": {
                "schema": {
                  "type": "object"
                }
              },
              "application/vnd.cyclonedx+json": {
                "schema": {
                  "type": "object"
                }
              },
              "application/spdx+json": {
                "schema": {
                  "type": "object"
                }
              },
              "application/octet-stream": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "snapshots"
        ]
      }
    },
    "/snapshots/{id}/diff": {
      "get": {
        "operationId": "diffSnapshots",
        "x-permissions": [
          "supplyChain.sbom.read"
        ],
        "summary": "What came and went between an earlier snapshot (`base`) and this one",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "name": "base",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "pattern": "^[0-9]{1,18}$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The difference",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SnapshotDiff"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "snapshots"
        ]
      }
    },
    "/snapshots/{id}/paths": {
      "get": {
        "operationId": "getComponentPaths",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "How a component comes into a snapshot, shortest path first",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "name": "purl",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 5,
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Paths by manifest",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PathList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "snapshots"
        ]
      }
    },
    "/targets": {
      "get": {
        "operationId": "listTargets",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Catalog entities that are scanned",
        "parameters": [
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "name": "health",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/TargetHealth"
              }
            }
          },
          {
            "name": "alertLevel",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/AlertLevel"
              }
            }
          },
          {
            "name": "gate",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/GateOutcome"
              }
            }
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "severity",
                "alertLevel",
                "lastScan"
              ],
              "default": "name"
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of targets",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TargetPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "targets"
        ]
      }
    },
    "/targets/{kind}/{namespace}/{name}": {
      "get": {
        "operationId": "getTarget",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "One target with its headline, coverage and freshness",
        "parameters": [
          {
            "$ref": "#/components/parameters/kindInPath"
          },
          {
            "$ref": "#/components/parameters/namespaceInPath"
          },
          {
            "$ref": "#/components/parameters/nameInPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The target",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TargetDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "targets"
        ]
      }
    },
    "/targets/{kind}/{namespace}/{name}/alert-levels": {
      "get": {
        "operationId": "listAlertLevels",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "From when until when a service had which alert level, newest first; also of one that has left the catalog",
        "parameters": [
          {
            "$ref": "#/components/parameters/kindInPath"
          },
          {
            "$ref": "#/components/parameters/namespaceInPath"
          },
          {
            "$ref": "#/components/parameters/nameInPath"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of periods",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AlertLevelPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "targets"
        ]
      }
    },
    "/tickets": {
      "get": {
        "operationId": "listTickets",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Tickets of services that the caller may see, the newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "name": "tracker",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 50
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Default: all",
            "schema": {
              "type": "array",
              "maxItems": 4,
              "items": {
                "$ref": "#/components/schemas/TicketState"
              }
            }
          },
          {
            "name": "wontFix",
            "in": "query",
            "description": "Those of which people say that nothing will be done",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "failing",
            "in": "query",
            "description": "Those that could not be written",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of tickets",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TicketList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "tickets"
        ]
      }
    },
    "/triage/summary": {
      "get": {
        "operationId": "getTriageSummary",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "What is overdue, what waits and how long it takes, over what the caller may read",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          }
        ],
        "responses": {
          "200": {
            "description": "The summary",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TriageSummary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "triage"
        ]
      }
    },
    "/triage/rules": {
      "get": {
        "operationId": "listTriageRules",
        "x-permissions": [
          "supplyChain.triage.configure"
        ],
        "summary": "The rules of the configuration, and for how many findings each decides",
        "responses": {
          "200": {
            "description": "The rules, in their order",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "rules"
                  ],
                  "properties": {
                    "rules": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/TriageRule"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "triage"
        ]
      }
    },
    "/triage/rules/try": {
      "post": {
        "operationId": "tryTriageRules",
        "x-permissions": [
          "supplyChain.triage.configure"
        ],
        "summary": "Tries out rules that are in no configuration yet, on the findings there are. Nothing is stored, and what people decided does not count.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "rules": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 20,
                    "description": "As `supplyChain.triage.rules` has them",
                    "items": {
                      "type": "object"
                    }
                  },
                  "text": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 50000,
                    "description": "In place of `rules`: the same as YAML or JSON, up to 20 rules; the list alone, or the part of the configuration that has it"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What they would decide",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TriageTrial"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "triage"
        ]
      }
    },
    "/upgrade-plan": {
      "get": {
        "operationId": "getUpgradePlan",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "The fewest changes that clear a service's open findings, and where each vulnerable package can go",
        "parameters": [
          {
            "$ref": "#/components/parameters/plannedEntity"
          },
          {
            "$ref": "#/components/parameters/planAim"
          }
        ],
        "responses": {
          "200": {
            "description": "The plan",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UpgradePlan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "upgrades"
        ]
      }
    },
    "/upgrade-plan/export": {
      "get": {
        "operationId": "exportUpgradePlan",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "A service's plan as text, Markdown, a shell script, or as configuration of Renovate or Dependabot",
        "parameters": [
          {
            "$ref": "#/components/parameters/plannedEntity"
          },
          {
            "$ref": "#/components/parameters/planAim"
          },
          {
            "name": "format",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "text",
                "markdown",
                "commands",
                "renovate",
                "dependabot"
              ]
            }
          },
          {
            "name": "platform",
            "in": "query",
            "description": "Where the repository is, as Renovate has options that only GitHub knows; by default as the host of the source tells",
            "schema": {
              "type": "string",
              "enum": [
                "github",
                "other"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The plan as text",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "upgrades"
        ]
      }
    },
    "/upgrades": {
      "get": {
        "operationId": "listUpgrades",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "The upgrades that clear most open findings over all services",
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The biggest upgrades, the largest first",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BiggestUpgrades"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "upgrades"
        ]
      }
    },
    "/vex": {
      "post": {
        "operationId": "importVex",
        "x-permissions": [
          "supplyChain.triage.import"
        ],
        "summary": "Take a VEX document over: CycloneDX 1.4 to 1.7 as JSON or XML, OpenVEX 0.2, or CSAF 2.0 or 2.1 in the VEX profile. With `entityRef` it is for that service alone, without it for the organization: what a vendor says of its packages. The body is the document, or multipart/form-data with one file; it may be compressed with gzip (Content-Encoding). Up to 32 MiB. If it cannot be read, nothing is stored. A version that is older than what was taken over of the same document is refused (409).",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "author",
            "in": "query",
            "description": "Who issued it, where the document does not say, or somebody else",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.cyclonedx+json": {
              "schema": {}
            },
            "application/vnd.cyclonedx+xml": {
              "schema": {}
            },
            "application/json": {
              "schema": {}
            },
            "application/xml": {
              "schema": {}
            },
            "application/octet-stream": {
              "schema": {}
            },
            "multipart/form-data": {
              "schema": {}
            }
          }
        },
        "responses": {
          "200": {
            "description": "The same bytes were taken over before; nothing was stored",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VexReport"
                }
              }
            }
          },
          "201": {
            "description": "Taken over",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VexReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "vex"
        ]
      },
      "get": {
        "operationId": "exportVex",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "What was decided about the vulnerabilities of a service, for scanners and for whoever uses it. The same content has the same identity and version; another one has the next. A decision that is to be looked at again is left out.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "format",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "cyclonedx-1.6",
                "cyclonedx-1.7",
                "openvex",
                "csaf-2.0"
              ],
              "default": "cyclonedx-1.6"
            }
          },
          {
            "name": "kind",
            "in": "query",
            "description": "`vex`: what was decided. `vdr`: every vulnerability, decided or not; in CycloneDX alone",
            "schema": {
              "type": "string",
              "enum": [
                "vex",
                "vdr"
              ],
              "default": "vex"
            }
          },
          {
            "name": "product",
            "in": "query",
            "description": "Of OpenVEX: whether statements are about the service with the package in it, or about the package, as scanners of folders ask",
            "schema": {
              "type": "string",
              "enum": [
                "service",
                "package"
              ],
              "default": "service"
            }
          },
          {
            "name": "release",
            "in": "query",
            "description": "Of this release: about what its SBOMs hold, as is known now, whatever the service uses by now",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "scope",
            "in": "query",
            "description": "Only findings of these scopes",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Scope"
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The document",
            "content": {
              "application/vnd.cyclonedx+json": {
                "schema": {
                  "type": "object"
                }
              },
              "application/json": {
                "schema": {
                  "type": "object"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "vex"
        ]
      }
    },
    "/ignore-files": {
      "get": {
        "operationId": "listIgnoreFiles",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "What the ignore files of tools in a service's source say, and what of it is stale",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The files, by path",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IgnoreFiles"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "vex"
        ]
      },
      "post": {
        "operationId": "uploadIgnoreFile",
        "x-permissions": [
          "supplyChain.triage.import"
        ],
        "summary": "Propose what an ignore file says that is in no source, as an export of Dependabot's alerts. The body is the file; its entries take the place of those of the last one of its name. Up to 8 MiB.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "path",
            "in": "query",
            "description": "Its name, which tells the tool: `dependabot-alerts.json`",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "default": "dependabot-alerts.json"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {}
            },
            "application/octet-stream": {
              "schema": {}
            },
            "text/plain": {
              "schema": {}
            },
            "multipart/form-data": {
              "schema": {}
            }
          }
        },
        "responses": {
          "200": {
            "description": "All ignore files of the service, with that one",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IgnoreFiles"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "vex"
        ]
      }
    },
    "/ignore-files/export": {
      "get": {
        "operationId": "exportIgnoreFile",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "What was decided about the vulnerabilities of a service as the ignore file of a tool: those about which nothing is to be done any more, and those whose risk is accepted. It is never about more than was decided; what the format cannot say is left out, told in its comments, and counted in the header `X-Decisions-Unsaid`.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "tool",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "snyk",
                "osv-scanner",
                "trivy",
                "grype",
                "audit-ci",
                "retire"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file; its name is that which the tool looks for",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "vex"
        ]
      }
    },
    "/advisories": {
      "get": {
        "operationId": "listAdvisories",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Vulnerabilities with open findings, each with how many services and owners it hits",
        "parameters": [
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/severity"
          },
          {
            "$ref": "#/components/parameters/knownExploited"
          },
          {
            "$ref": "#/components/parameters/fixable"
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "risk",
                "epss",
                "published"
              ],
              "default": "risk"
            }
          },
          {
            "$ref": "#/components/parameters/order"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of vulnerabilities",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VulnerabilityPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "vulnerabilities"
        ]
      }
    },
    "/advisories/{advisoryId}": {
      "get": {
        "operationId": "getAdvisory",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "One vulnerability by any of its ids, with each source's claim",
        "parameters": [
          {
            "name": "advisoryId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The vulnerability",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VulnerabilityDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "vulnerabilities"
        ]
      }
    },
    "/usages": {
      "get": {
        "operationId": "listUsages",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "Where packages, versions of them, purls or advisories are used, by risk; anything that one of the three asks for is found. With `from` or `to` also where they were between these times",
        "parameters": [
          {
            "$ref": "#/components/parameters/usagePackage"
          },
          {
            "$ref": "#/components/parameters/usagePurl"
          },
          {
            "$ref": "#/components/parameters/usageAdvisory"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/versions"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of usages",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UsagePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "where-used"
        ]
      }
    },
    "/usages/export": {
      "get": {
        "operationId": "exportUsages",
        "x-permissions": [
          "supplyChain.finding.read"
        ],
        "summary": "All usages of a filter as CSV, streamed",
        "parameters": [
          {
            "$ref": "#/components/parameters/usagePackage"
          },
          {
            "$ref": "#/components/parameters/usagePurl"
          },
          {
            "$ref": "#/components/parameters/usageAdvisory"
          },
          {
            "$ref": "#/components/parameters/ecosystem"
          },
          {
            "$ref": "#/components/parameters/versions"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/owner"
          }
        ],
        "responses": {
          "200": {
            "description": "CSV with a header row",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        },
        "tags": [
          "where-used"
        ]
      }
    }
  },
  "components": {
    "parameters": {
      "asOfEntity": {
        "name": "entityRef",
        "in": "query",
        "required": true,
        "allowReserved": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        }
      },
      "at": {
        "name": "at",
        "in": "query",
        "required": true,
        "description": "A time, or a day in UTC, which means its end",
        "schema": {
          "$ref": "#/components/schemas/DayOrTime"
        }
      },
      "from": {
        "name": "from",
        "in": "query",
        "description": "A time, or a day in UTC, which means its beginning",
        "schema": {
          "$ref": "#/components/schemas/DayOrTime"
        }
      },
      "to": {
        "name": "to",
        "in": "query",
        "description": "A time, or a day in UTC, which means its end",
        "schema": {
          "$ref": "#/components/schemas/DayOrTime"
        }
      },
      "release": {
        "name": "release",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        }
      },
      "origin": {
        "name": "origin",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/SnapshotOrigin"
          }
        }
      },
      "presencePackage": {
        "name": "package",
        "in": "query",
        "allowReserved": true,
        "description": "Package name, with or without its namespace",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        }
      },
      "presencePurl": {
        "name": "purl",
        "in": "query",
        "allowReserved": true,
        "description": "A package URL; without a version, all versions",
        "schema": {
          "type": "string",
          "minLength": 5,
          "maxLength": 2000
        }
      },
      "exportId": {
        "name": "exportId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "findingKind": {
        "name": "kind",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/FindingKind"
          }
        }
      },
      "tool": {
        "name": "tool",
        "in": "query",
        "allowReserved": true,
        "description": "Only what the last report of one of these tools has",
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "maxLength": 80
          }
        }
      },
      "findingState": {
        "name": "state",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/FindingState"
          }
        }
      },
      "advisory": {
        "name": "advisory",
        "in": "query",
        "allowReserved": true,
        "description": "Any id of a vulnerability: CVE, GHSA, ...",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        }
      },
      "knownExploited": {
        "name": "knownExploited",
        "in": "query",
        "schema": {
          "type": "boolean"
        }
      },
      "fixable": {
        "name": "fixable",
        "in": "query",
        "schema": {
          "type": "boolean"
        }
      },
      "due": {
        "name": "due",
        "in": "query",
        "description": "`overdue`: its day is over. `soon`: within 7 days. `set`: by any day. `none`: by no day",
        "schema": {
          "type": "string",
          "enum": [
            "overdue",
            "soon",
            "set",
            "none"
          ]
        }
      },
      "analysis": {
        "name": "analysis",
        "in": "query",
        "description": "What was decided; `none` for what nobody decided",
        "schema": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "none",
              "in_triage",
              "exploitable",
              "not_affected",
              "false_positive",
              "resolved",
              "resolved_with_pedigree"
            ]
          }
        }
      },
      "needsReview": {
        "name": "needsReview",
        "in": "query",
        "description": "Decided for another version than is in use now",
        "schema": {
          "type": "boolean"
        }
      },
      "decision": {
        "name": "decision",
        "in": "query",
        "description": "Id of the decision that counts for them",
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{1,18}$"
        }
      },
      "license": {
        "name": "license",
        "in": "query",
        "allowReserved": true,
        "description": "An SPDX expression as components have it",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        }
      },
      "licenseCategory": {
        "name": "category",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/LicenseCategory"
          }
        }
      },
      "licenseState": {
        "name": "state",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/LicenseState"
          }
        }
      },
      "verdict": {
        "name": "verdict",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Verdict"
          }
        }
      },
      "excepted": {
        "name": "excepted",
        "in": "query",
        "description": "False: only issues that no exception in force sets aside; true: only those that one does; left out: both",
        "schema": {
          "type": "boolean"
        }
      },
      "purl": {
        "name": "purl",
        "in": "query",
        "required": true,
        "allowReserved": true,
        "schema": {
          "type": "string",
          "minLength": 5,
          "maxLength": 2000
        }
      },
      "baseRelease": {
        "name": "base",
        "in": "query",
        "description": "Id of a release to compare with",
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{1,18}$"
        }
      },
      "trendDays": {
        "name": "days",
        "in": "query",
        "schema": {
          "type": "integer",
          "enum": [
            7,
            30,
            90,
            365
          ],
          "default": 30
        }
      },
      "scorecard": {
        "name": "scorecard",
        "in": "path",
        "required": true,
        "description": "Name of a scorecard",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "node": {
        "name": "node",
        "in": "query",
        "allowReserved": true,
        "description": "Only services below this group, user, system or domain; `unowned` for those that nobody owns",
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "tag": {
        "name": "tag",
        "in": "query",
        "allowReserved": true,
        "description": "Services with one of these tags",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 100
          }
        }
      },
      "id": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{1,18}$"
        }
      },
      "q": {
        "name": "q",
        "in": "query",
        "allowReserved": true,
        "description": "Free text",
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "schema": {
          "type": "string",
          "maxLength": 2000
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 50
        }
      },
      "order": {
        "name": "order",
        "in": "query",
        "schema": {
          "type": "string",
          "enum": [
            "asc",
            "desc"
          ]
        }
      },
      "entityRef": {
        "name": "entityRef",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "owner": {
        "name": "owner",
        "in": "query",
        "allowReserved": true,
        "description": "Entity ref of an owner",
        "schema": {
          "type": "array",
          "maxItems": 100,
          "items": {
            "type": "string",
            "maxLength": 200
          }
        }
      },
      "system": {
        "name": "system",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 100,
          "items": {
            "type": "string",
            "maxLength": 200
          }
        }
      },
      "lifecycle": {
        "name": "lifecycle",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "maxLength": 100
          }
        }
      },
      "severity": {
        "name": "severity",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Severity"
          }
        }
      },
      "ecosystem": {
        "name": "ecosystem",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "maxLength": 100
          }
        }
      },
      "packageName": {
        "name": "package",
        "in": "query",
        "allowReserved": true,
        "description": "Exact package name",
        "schema": {
          "type": "string",
          "maxLength": 500
        }
      },
      "direct": {
        "name": "direct",
        "in": "query",
        "description": "Whether the project asks for it itself; `unknown`: the files do not tell",
        "schema": {
          "$ref": "#/components/schemas/DirectFilter"
        }
      },
      "scope": {
        "name": "scope",
        "in": "query",
        "schema": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Scope"
          }
        }
      },
      "kindInPath": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "namespaceInPath": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "nameInPath": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "timeZone": {
        "name": "timeZone",
        "in": "query",
        "allowReserved": true,
        "description": "IANA name; days end there",
        "schema": {
          "type": "string",
          "maxLength": 63,
          "default": "UTC"
        }
      },
      "plannedEntity": {
        "name": "entityRef",
        "in": "query",
        "required": true,
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "planAim": {
        "name": "aim",
        "in": "query",
        "description": "`urgent`: the fewest changes that clear what is known to be exploited or critical",
        "schema": {
          "type": "string",
          "enum": [
            "all",
            "urgent"
          ],
          "default": "all"
        }
      },
      "usagePackage": {
        "name": "package",
        "in": "query",
        "allowReserved": true,
        "description": "Package name, with or without its namespace; `name*` for all that begin so",
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500
          }
        }
      },
      "usagePurl": {
        "name": "purl",
        "in": "query",
        "allowReserved": true,
        "description": "A package URL; without a version, all versions",
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "minLength": 5,
            "maxLength": 2000
          }
        }
      },
      "usageAdvisory": {
        "name": "advisory",
        "in": "query",
        "allowReserved": true,
        "description": "Any id of a vulnerability: CVE, GHSA, ...",
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        }
      },
      "versions": {
        "name": "versions",
        "in": "query",
        "allowReserved": true,
        "description": "A version range as the package's ecosystem writes it (`^4.17.0` of npm, `[2.0,2.17.1)` of Maven, `~=2.2` of PyPI). Comparators, all of which must hold, and alternatives joined by || are understood everywhere: `>=2.0.0 <2.17.1 || 1.2.17`. Of actions and images also tags, branches, commits and digests by name, with `*` for anything, apart by spaces, commas or ||: `0.28.0 master`, `sha256:4f5*`. The answer says how it was understood; a range that no ecosystem in question reads is refused.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        }
      }
    },
    "schemas": {
      "DayOrTime": {
        "type": "string",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))?$"
      },
      "UploadedSbom": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "sha256",
          "format",
          "specVersion",
          "components",
          "created",
          "warnings"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Of the snapshot"
          },
          "entityRef": {
            "type": "string"
          },
          "sha256": {
            "type": "string",
            "description": "Of the plain bytes as sent"
          },
          "format": {
            "type": "string",
            "enum": [
              "CycloneDX",
              "SPDX",
              "Syft"
            ]
          },
          "specVersion": {
            "type": "string"
          },
          "components": {
            "type": "integer"
          },
          "quality": {
            "$ref": "#/components/schemas/SbomQuality"
          },
          "created": {
            "type": "boolean"
          },
          "openFindings": {
            "$ref": "#/components/schemas/SeverityCounts"
          },
          "vex": {
            "description": "What came of what it says of vulnerabilities, where it does and the caller may take over VEX (`supplyChain.triage.import`)",
            "$ref": "#/components/schemas/VexReport"
          },
          "releaseId": {
            "type": "string",
            "description": "Of the release that its `release` names"
          },
          "warnings": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "AsOf": {
        "type": "object",
        "required": [
          "entityRef",
          "at",
          "snapshots"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "snapshots": {
            "type": "array",
            "description": "The newest of each series up to then; empty where there was none",
            "items": {
              "$ref": "#/components/schemas/Snapshot"
            }
          },
          "licenses": {
            "type": "array",
            "description": "Licenses of those snapshots, by what was known then and is known now; absent for whoever may not read the licenses of the entity",
            "x-permissions": [
              "supplyChain.license.read"
            ],
            "items": {
              "type": "object",
              "required": [
                "expression",
                "then",
                "now"
              ],
              "properties": {
                "expression": {
                  "type": "string",
                  "description": "Empty where not known"
                },
                "category": {
                  "$ref": "#/components/schemas/LicenseCategory"
                },
                "then": {
                  "type": "integer",
                  "description": "Components"
                },
                "now": {
                  "type": "integer"
                }
              }
            }
          },
          "findings": {
            "type": "object",
            "description": "Absent for whoever may not read the findings of the entity",
            "x-permissions": [
              "supplyChain.finding.read"
            ],
            "required": [
              "then",
              "now",
              "learned"
            ],
            "properties": {
              "then": {
                "$ref": "#/components/schemas/SeverityCounts"
              },
              "now": {
                "$ref": "#/components/schemas/SeverityCounts",
                "description": "What today's advisories say of those same snapshots"
              },
              "learned": {
                "type": "integer",
                "description": "Known now of those snapshots and not known then"
              }
            }
          },
          "notes": {
            "type": "array",
            "description": "What this answer cannot know, in words",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "FindingAsOf": {
        "type": "object",
        "required": [
          "kind",
          "advisory",
          "aliases",
          "severity",
          "versions",
          "knownThen",
          "knownNow"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Of the finding",
            "where there is one": null
          },
          "kind": {
            "$ref": "#/components/schemas/FindingKind"
          },
          "advisory": {
            "type": "string",
            "description": "The vulnerability, or the rule of a tool"
          },
          "aliases": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "summary": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "package": {
            "type": "string",
            "description": "Absent where it is of none"
          },
          "place": {
            "$ref": "#/components/schemas/FindingPlace"
          },
          "versions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "knownThen": {
            "type": "boolean"
          },
          "knownNow": {
            "type": "boolean"
          },
          "firstSeenAt": {
            "type": "string",
            "format": "date-time"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "stateNow": {
            "$ref": "#/components/schemas/FindingState"
          },
          "resolvedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "FindingAsOfPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FindingAsOf"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Presence": {
        "type": "object",
        "required": [
          "entityRef",
          "targetName",
          "owners",
          "purl",
          "name",
          "version"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "targetName": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "purl": {
            "type": "string"
          },
          "ecosystem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "direct": {
            "$ref": "#/components/schemas/Direct"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "manifest": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Absent where that was before it was kept"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "Absent while it is there"
          },
          "removedFromCatalog": {
            "type": "boolean"
          }
        }
      },
      "PresencePage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Presence"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Retention": {
        "type": "object",
        "required": [
          "rules",
          "deletions"
        ],
        "properties": {
          "rules": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "kind",
                "title",
                "held"
              ],
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "sboms",
                    "artifacts",
                    "logs",
                    "audit"
                  ]
                },
                "title": {
                  "type": "string"
                },
                "days": {
                  "type": "integer",
                  "description": "Absent means for good"
                },
                "stored": {
                  "type": "integer"
                },
                "bytes": {
                  "type": "integer"
                },
                "due": {
                  "type": "integer",
                  "description": "Beyond their time and not held"
                },
                "held": {
                  "type": "integer",
                  "description": "Beyond their time and on hold"
                }
              }
            }
          },
          "lastRunAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "type": "string"
          },
          "deletions": {
            "type": "array",
            "description": "The 100 newest; each is a record of what went and why",
            "items": {
              "type": "object",
              "required": [
                "at",
                "kind",
                "count",
                "reason"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "kind": {
                  "type": "string"
                },
                "entityRef": {
                  "type": "string"
                },
                "count": {
                  "type": "integer"
                },
                "before": {
                  "type": "string",
                  "format": "date-time"
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "ServiceChangeKind": {
        "type": "string",
        "enum": [
          "dependency-added",
          "major-upgrade",
          "deprecated",
          "lock-file-gone",
          "workflow-changed",
          "dockerfile-changed",
          "update-tool-changed"
        ]
      },
      "ServiceChange": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "at",
          "kind",
          "subject"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "targetName": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "kind": {
            "$ref": "#/components/schemas/ServiceChangeKind"
          },
          "subject": {
            "type": "string",
            "description": "The name of a package, or the path of a file"
          },
          "ecosystem": {
            "type": "string",
            "description": "Of a package"
          },
          "before": {
            "type": "string",
            "description": "The version until then"
          },
          "after": {
            "type": "string",
            "description": "The version since then"
          },
          "detail": {
            "type": "string",
            "description": "What its maintainers say; `added`, `changed` or `removed` of a file"
          },
          "firstUse": {
            "type": "boolean",
            "description": "No service of the organization had the package before"
          }
        }
      },
      "ServiceChangePage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ServiceChange"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Component": {
        "type": "object",
        "required": [
          "purl",
          "name",
          "version",
          "scope",
          "manifests",
          "findings"
        ],
        "properties": {
          "purl": {
            "type": "string"
          },
          "ecosystem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "license": {
            "type": "string"
          },
          "direct": {
            "$ref": "#/components/schemas/Direct"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "manifests": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "findings": {
            "$ref": "#/components/schemas/SeverityCounts"
          },
          "provenance": {
            "description": "Absent where nobody asked for it",
            "$ref": "#/components/schemas/ProvenanceOutcome"
          }
        }
      },
      "ProvenanceOutcome": {
        "type": "string",
        "enum": [
          "verified",
          "failed",
          "not-signed",
          "unchecked"
        ],
        "description": "What came of looking at where a package version comes from; they are never mixed"
      },
      "Origin": {
        "type": "object",
        "description": "Who signed, and what is said of the build",
        "properties": {
          "identity": {
            "type": "string",
            "description": "Whom the certificate is for"
          },
          "issuer": {
            "type": "string",
            "description": "Who vouches for the identity"
          },
          "key": {
            "type": "string",
            "description": "The name of the key that signed"
          },
          "signedAt": {
            "type": "string",
            "format": "date-time"
          },
          "builder": {
            "type": "string"
          },
          "sourceRepository": {
            "type": "string"
          },
          "sourceRef": {
            "type": "string"
          },
          "sourceRevision": {
            "type": "string"
          },
          "workflow": {
            "type": "string"
          },
          "run": {
            "type": "string",
            "description": "The address of the run"
          },
          "level": {
            "type": "integer",
            "enum": [
              1,
              2,
              3
            ],
            "description": "SLSA build level, as far as it can be told"
          }
        }
      },
      "Provenance": {
        "description": "Where a package version comes from",
        "allOf": [
          {
            "$ref": "#/components/schemas/Origin"
          },
          {
            "type": "object",
            "required": [
              "attestations"
            ],
            "properties": {
              "outcome": {
                "description": "Absent where it was not asked for yet",
                "$ref": "#/components/schemas/ProvenanceOutcome"
              },
              "reason": {
                "type": "string"
              },
              "checkedAt": {
                "type": "string",
                "format": "date-time"
              },
              "error": {
                "type": "string",
                "description": "Why it could not be asked again"
              },
              "attestations": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          }
        ]
      },
      "Attestation": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Origin"
          },
          {
            "type": "object",
            "required": [
              "kind",
              "outcome"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "build",
                  "publish",
                  "signature",
                  "other"
                ]
              },
              "predicateType": {
                "type": "string"
              },
              "outcome": {
                "$ref": "#/components/schemas/ProvenanceOutcome"
              },
              "reason": {
                "type": "string"
              },
              "files": {
                "type": "array",
                "items": {
                  "type": "string"
                },
                "description": "Those of a release of several that it was found with"
              }
            }
          }
        ]
      },
      "ComponentPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Component"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "DecisionSubject": {
        "type": "string",
        "description": "`license-exception`: a verdict of the license policy is set aside; `license-curation`: a person says what the license of a package is; `hold`: archived documents and records are kept, whatever retention says; `check-exemption`: a check of a scorecard is not asked for a time; `vulnerability-analysis`: what a vulnerability means here; `package-approval`: a package that is new to the organization may be used",
        "enum": [
          "license-exception",
          "license-curation",
          "hold",
          "check-exemption",
          "vulnerability-analysis",
          "package-approval"
        ]
      },
      "DecisionOrigin": {
        "type": "string",
        "description": "`file`: a tool's ignore file. `report`: a tool reports that it was told to be silent. `vex`: a document that somebody issued. `rule`: a rule of the configuration.",
        "enum": [
          "person",
          "file",
          "report",
          "vex",
          "rule"
        ]
      },
      "AnalysisState": {
        "type": "string",
        "description": "CycloneDX 1.6, `vulnerabilities[].analysis.state`",
        "enum": [
          "in_triage",
          "exploitable",
          "not_affected",
          "false_positive",
          "resolved",
          "resolved_with_pedigree"
        ]
      },
      "Justification": {
        "type": "string",
        "description": "CycloneDX 1.6, `vulnerabilities[].analysis.justification`",
        "enum": [
          "code_not_present",
          "code_not_reachable",
          "requires_configuration",
          "requires_dependency",
          "requires_environment",
          "protected_by_compiler",
          "protected_at_runtime",
          "protected_at_perimeter",
          "protected_by_mitigating_control"
        ]
      },
      "VulnerabilityAnalysis": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "$ref": "#/components/schemas/AnalysisState"
          },
          "justification": {
            "$ref": "#/components/schemas/Justification"
          },
          "responses": {
            "type": "array",
            "maxItems": 5,
            "uniqueItems": true,
            "items": {
              "type": "string",
              "enum": [
                "can_not_fix",
                "will_not_fix",
                "update",
                "rollback",
                "workaround_available"
              ]
            }
          }
        }
      },
      "EndsWhen": {
        "type": "string",
        "description": "`fix`: there is a fixed version. `version-moves`: another version is in use.",
        "enum": [
          "fix",
          "version-moves"
        ]
      },
      "DecisionState": {
        "type": "string",
        "description": "`expired` is `active` beyond its end; nothing needs to run for that",
        "enum": [
          "proposed",
          "active",
          "rejected",
          "revoked",
          "expired"
        ]
      },
      "DecisionScope": {
        "type": "object",
        "description": "Whom it is for. `ref` is absent for the organization.",
        "additionalProperties": false,
        "required": [
          "kind"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "organization",
              "owner",
              "system",
              "entity"
            ]
          },
          "ref": {
            "type": "string",
            "maxLength": 200,
            "description": "Entity ref of the owner, the system or the entity"
          }
        }
      },
      "DecisionAbout": {
        "type": "object",
        "description": "What it is about. A license exception names a package or a license or both; a curation names a package; a hold may name a release; an exemption names a check, and a scorecard if it is for one only; an approval names a package; an analysis names a vulnerability, and a package if it is about one only.",
        "additionalProperties": false,
        "properties": {
          "vulnerability": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Any of its ids: the decision is about all records that are joined by it"
          },
          "purl": {
            "type": "string",
            "minLength": 5,
            "maxLength": 2000,
            "description": "A package URL; without a version, all versions"
          },
          "license": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "description": "An SPDX expression as components have it"
          },
          "release": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "check": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "description": "Id of a check of a scorecard"
          },
          "scorecard": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63,
            "description": "Name of the scorecard; without it, all that ask the check"
          }
        }
      },
      "NewDecision": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "subject",
          "scope",
          "reason"
        ],
        "properties": {
          "subject": {
            "$ref": "#/components/schemas/DecisionSubject"
          },
          "scope": {
            "$ref": "#/components/schemas/DecisionScope"
          },
          "about": {
            "$ref": "#/components/schemas/DecisionAbout"
          },
          "verdict": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "description": "For a curation, the SPDX expression. Exceptions allow and holds hold; neither takes one."
          },
          "analysis": {
            "$ref": "#/components/schemas/VulnerabilityAnalysis"
          },
          "endsWhen": {
            "$ref": "#/components/schemas/EndsWhen"
          },
          "pausesClock": {
            "type": "boolean"
          },
          "reason": {
            "type": "string",
            "minLength": 3,
            "maxLength": 4000
          },
          "endsAt": {
            "type": "string",
            "format": "date-time",
            "description": "Required for exceptions (a year at the most unless configured otherwise); curations and holds may have none"
          }
        }
      },
      "Decision": {
        "type": "object",
        "required": [
          "id",
          "subject",
          "state",
          "scope",
          "about",
          "verdict",
          "reason",
          "author",
          "createdAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "subject": {
            "$ref": "#/components/schemas/DecisionSubject"
          },
          "state": {
            "$ref": "#/components/schemas/DecisionState"
          },
          "scope": {
            "$ref": "#/components/schemas/DecisionScope"
          },
          "about": {
            "$ref": "#/components/schemas/DecisionAbout"
          },
          "verdict": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "author": {
            "type": "string",
            "description": "Entity ref or service subject"
          },
          "approver": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          },
          "updatedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it last changed"
          },
          "analysis": {
            "$ref": "#/components/schemas/VulnerabilityAnalysis"
          },
          "package": {
            "type": "object",
            "description": "The package that an analysis is about; every one where absent",
            "required": [
              "ecosystem",
              "name"
            ],
            "properties": {
              "ecosystem": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "versions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Versions that an analysis looked at; any where absent"
          },
          "endsWhen": {
            "$ref": "#/components/schemas/EndsWhen"
          },
          "pausesClock": {
            "type": "boolean"
          },
          "origin": {
            "$ref": "#/components/schemas/DecisionOrigin"
          },
          "originRef": {
            "type": "string",
            "description": "Id of the rule, name of the document, file and line, or tool and category"
          },
          "standing": {
            "type": "string",
            "enum": [
              "applies",
              "information"
            ],
            "description": "Beside a finding: whether it is about all of it, or about some of its versions or of the ways to it, and so not applied"
          },
          "findings": {
            "type": "integer",
            "description": "Findings for which an analysis counts now, that the caller may see"
          },
          "may": {
            "type": "array",
            "description": "The steps that the caller may take now",
            "items": {
              "type": "string",
              "enum": [
                "approve",
                "reject",
                "revoke"
              ]
            }
          }
        }
      },
      "MovedDecision": {
        "type": "object",
        "required": [
          "id",
          "outcome"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "outcome": {
            "type": "string",
            "description": "`already-decided`: it does not wait any more. `conflict`: something else stands against it, as what a person decided about the same. `not-found`: there is none that the caller may see.",
            "enum": [
              "approved",
              "rejected",
              "already-decided",
              "not-allowed",
              "conflict",
              "not-found",
              "failed"
            ]
          },
          "reason": {
            "type": "string",
            "description": "Why it was not taken further"
          }
        }
      },
      "DecisionPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Decision"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "DecisionDetail": {
        "type": "object",
        "required": [
          "decision",
          "history"
        ],
        "properties": {
          "decision": {
            "$ref": "#/components/schemas/Decision"
          },
          "against": {
            "type": "array",
            "description": "Of one that waits: decisions in force about the same that stand against its approval. What a person proposed takes the place of those that came after it where they are named in `replaces`; what a tool, a file or a document says comes after what people decided.",
            "items": {
              "$ref": "#/components/schemas/Decision"
            }
          },
          "history": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "at",
                "kind",
                "by"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "kind": {
                  "type": "string",
                  "enum": [
                    "proposed",
                    "approved",
                    "rejected",
                    "revoked",
                    "superseded",
                    "ended"
                  ]
                },
                "by": {
                  "type": "string"
                },
                "comment": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "NewExport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "scope"
        ],
        "properties": {
          "scope": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "organization",
                  "owner",
                  "system",
                  "entity"
                ]
              },
              "ref": {
                "type": "string",
                "maxLength": 200
              },
              "release": {
                "type": "string",
                "minLength": 1,
                "maxLength": 200
              },
              "from": {
                "$ref": "#/components/schemas/DayOrTime"
              },
              "to": {
                "$ref": "#/components/schemas/DayOrTime"
              }
            }
          },
          "formats": {
            "type": "array",
            "description": "Besides the original bytes",
            "items": {
              "type": "string",
              "enum": [
                "cyclonedx",
                "spdx"
              ]
            }
          }
        }
      },
      "ArchiveExport": {
        "type": "object",
        "required": [
          "id",
          "scope",
          "formats",
          "state",
          "requestedBy",
          "createdAt",
          "services"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "scope": {
            "type": "object",
            "required": [
              "kind"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "organization",
                  "owner",
                  "system",
                  "entity"
                ]
              },
              "ref": {
                "type": "string"
              },
              "release": {
                "type": "string"
              },
              "from": {
                "type": "string"
              },
              "to": {
                "type": "string"
              }
            }
          },
          "formats": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "state": {
            "type": "string",
            "enum": [
              "ready",
              "running",
              "finished",
              "cancelled",
              "failed"
            ]
          },
          "requestedBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "services": {
            "type": "integer"
          },
          "servicesDone": {
            "type": "integer"
          },
          "documents": {
            "type": "integer"
          },
          "bytes": {
            "type": "integer",
            "description": "Sent so far"
          },
          "manifestSha256": {
            "type": "string"
          },
          "signedBy": {
            "type": "string",
            "description": "Id of the key; absent where none is configured"
          },
          "error": {
            "type": "string"
          }
        }
      },
      "ArchiveExportPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ArchiveExport"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "FindingKind": {
        "type": "string",
        "description": "`vulnerability`: a known one of a package; `code`: a weakness of the source; `secret`: a credential where it should not be; `configuration`: of a container, a cluster, a workflow; `package-risk`: a package that is not what it should be; `provenance`: where it comes from cannot be shown",
        "enum": [
          "vulnerability",
          "code",
          "secret",
          "configuration",
          "package-risk",
          "provenance"
        ]
      },
      "FindingRule": {
        "type": "object",
        "required": [
          "tool",
          "name",
          "cwes"
        ],
        "properties": {
          "tool": {
            "type": "string",
            "description": "What the tool is known by"
          },
          "name": {
            "type": "string",
            "description": "As the tool names it"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "helpUri": {
            "type": "string"
          },
          "cwes": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "ToolClaim": {
        "type": "object",
        "required": [
          "tool",
          "toolName",
          "category",
          "reportedAt",
          "severity",
          "message"
        ],
        "properties": {
          "tool": {
            "type": "string"
          },
          "toolName": {
            "type": "string"
          },
          "category": {
            "type": "string"
          },
          "reportedAt": {
            "type": "string",
            "format": "date-time"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "confidence": {
            "type": "string",
            "enum": [
              "high",
              "medium",
              "low"
            ]
          },
          "message": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "fixedVersions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "status": {
            "type": "string",
            "description": "What the tool or a distribution says of it, as `wont-fix`"
          },
          "fix": {
            "type": "string",
            "description": "What the tool proposes"
          },
          "secretHash": {
            "type": "string",
            "description": "A salted hash that a secret is known by; of no use without this database"
          },
          "suppression": {
            "type": "object",
            "required": [
              "kind",
              "status"
            ],
            "description": "Somebody was done with it where the report was made",
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "source",
                  "external"
                ]
              },
              "status": {
                "type": "string",
                "enum": [
                  "accepted",
                  "under-review",
                  "rejected"
                ]
              },
              "reason": {
                "type": "string"
              },
              "until": {
                "type": "string"
              }
            }
          }
        }
      },
      "FindingPlace": {
        "type": "object",
        "properties": {
          "path": {
            "type": "string",
            "description": "In the source"
          },
          "startLine": {
            "type": "integer"
          },
          "endLine": {
            "type": "integer"
          },
          "startColumn": {
            "type": "integer"
          },
          "endColumn": {
            "type": "integer"
          },
          "commit": {
            "type": "string",
            "description": "Found in a history"
          },
          "layer": {
            "type": "string",
            "description": "Of a container image"
          },
          "object": {
            "type": "string",
            "description": "A resource or object in the file, or a stage of it"
          }
        }
      },
      "FindingState": {
        "type": "string",
        "description": "`dismissed`: it is there, and a decision says that nothing is to be done",
        "enum": [
          "open",
          "dismissed",
          "resolved"
        ]
      },
      "FindingDecisionRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "analysis",
          "reason"
        ],
        "properties": {
          "ids": {
            "type": "array",
            "minItems": 1,
            "maxItems": 500,
            "items": {
              "type": "string",
              "pattern": "^[0-9]{1,18}$"
            },
            "description": "Ids of findings; each is decided for its own service"
          },
          "advisory": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "In place of ids: any id of a vulnerability, decided in every service that the caller may triage"
          },
          "package": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "ecosystem",
              "name"
            ],
            "description": "With `advisory`, one package of it",
            "properties": {
              "ecosystem": {
                "type": "string",
                "maxLength": 100
              },
              "name": {
                "type": "string",
                "maxLength": 500
              }
            }
          },
          "filter": {
            "description": "In place of ids: what findings that the caller sees have to match, up to 10,000 of them. Those that the caller may not triage are left. It takes a dry run first, and its `seen`.",
            "$ref": "#/components/schemas/FindingSelection"
          },
          "analysis": {
            "$ref": "#/components/schemas/VulnerabilityAnalysis"
          },
          "reason": {
            "type": "string",
            "minLength": 3,
            "maxLength": 4000
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsWhen": {
            "$ref": "#/components/schemas/EndsWhen"
          },
          "pausesClock": {
            "type": "boolean",
            "description": "Nothing is due before the end, which has to be a day"
          },
          "replaces": {
            "type": "array",
            "maxItems": 500,
            "items": {
              "type": "string",
              "pattern": "^[0-9]{1,18}$"
            },
            "description": "Decisions that the caller has seen and means to replace. Where somebody else decided meanwhile, the answer is 409."
          },
          "seen": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "That of the dry run: the same findings are decided about, the same decisions are replaced, and the same wait for an approver. Where others would be, the answer is 409."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Nothing is stored"
          }
        }
      },
      "FindingSelection": {
        "type": "object",
        "additionalProperties": false,
        "description": "As the list of findings takes it; open ones where no state is named",
        "properties": {
          "entityRef": {
            "type": "string",
            "maxLength": 200
          },
          "q": {
            "type": "string",
            "maxLength": 200
          },
          "owner": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "maxLength": 200
            }
          },
          "system": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "maxLength": 200
            }
          },
          "lifecycle": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "maxLength": 100
            }
          },
          "state": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FindingState"
            }
          },
          "severity": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Severity"
            }
          },
          "kind": {
            "type": "array",
            "maxItems": 10,
            "items": {
              "$ref": "#/components/schemas/FindingKind"
            }
          },
          "tool": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "maxLength": 80
            }
          },
          "ecosystem": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "maxLength": 100
            }
          },
          "package": {
            "type": "string",
            "maxLength": 500
          },
          "advisory": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "direct": {
            "$ref": "#/components/schemas/DirectFilter"
          },
          "scope": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Scope"
            }
          },
          "knownExploited": {
            "type": "boolean"
          },
          "fixable": {
            "type": "boolean"
          },
          "due": {
            "type": "string",
            "enum": [
              "overdue",
              "soon",
              "set",
              "none"
            ]
          },
          "analysis": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "none",
                "in_triage",
                "exploitable",
                "not_affected",
                "false_positive",
                "resolved",
                "resolved_with_pedigree"
              ]
            }
          },
          "needsReview": {
            "type": "boolean"
          },
          "decision": {
            "type": "string",
            "pattern": "^[0-9]{1,18}$"
          }
        }
      },
      "FindingDecisionResult": {
        "type": "object",
        "required": [
          "decisions",
          "findings",
          "services",
          "state",
          "ids",
          "replaced",
          "seen"
        ],
        "properties": {
          "decisions": {
            "type": "integer"
          },
          "findings": {
            "type": "integer"
          },
          "services": {
            "type": "integer"
          },
          "state": {
            "type": "string",
            "enum": [
              "active",
              "proposed"
            ]
          },
          "ids": {
            "type": "array",
            "description": "Of the decisions, the first hundred; none in a dry run",
            "items": {
              "type": "string"
            }
          },
          "replaces": {
            "type": "array",
            "description": "Decisions in force that they take the place of, the first hundred",
            "items": {
              "$ref": "#/components/schemas/Decision"
            }
          },
          "replaced": {
            "type": "integer",
            "description": "How many those are"
          },
          "waiting": {
            "type": "array",
            "description": "What was proposed about the same and waits for an approver, the first hundred; it stays",
            "items": {
              "$ref": "#/components/schemas/Decision"
            }
          },
          "left": {
            "type": "integer",
            "description": "Of the filter, findings that the caller may not triage"
          },
          "seen": {
            "type": "string",
            "description": "Names what is decided about and replaced, for what comes after a dry run"
          }
        }
      },
      "FindingDue": {
        "type": "object",
        "required": [
          "day",
          "overdue"
        ],
        "properties": {
          "day": {
            "type": "string",
            "format": "date"
          },
          "overdue": {
            "type": "boolean",
            "description": "The day is over, in UTC"
          }
        }
      },
      "DueExplanation": {
        "type": "object",
        "description": "When it is due, what made it so, and what would change it",
        "required": [
          "policy",
          "outcome",
          "decidedBy",
          "clock",
          "facts",
          "changes",
          "forensicTriage"
        ],
        "properties": {
          "policy": {
            "type": "string"
          },
          "due": {
            "type": "string",
            "format": "date",
            "description": "By the policy, whatever was decided"
          },
          "outcome": {
            "type": "string",
            "enum": [
              "date",
              "next-upgrade",
              "none"
            ]
          },
          "decidedBy": {
            "type": "string",
            "enum": [
              "severity",
              "bod-26-04"
            ]
          },
          "days": {
            "type": "integer"
          },
          "forensicTriage": {
            "type": "boolean"
          },
          "pausedUntil": {
            "type": "string",
            "format": "date",
            "description": "A decision pauses the clock"
          },
          "clock": {
            "type": "object",
            "required": [
              "from",
              "day"
            ],
            "properties": {
              "from": {
                "type": "string",
                "enum": [
                  "detection",
                  "publication",
                  "exploitation"
                ]
              },
              "day": {
                "type": "string",
                "format": "date"
              }
            }
          },
          "facts": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "value",
                "assumed"
              ],
              "properties": {
                "name": {
                  "type": "string",
                  "enum": [
                    "severity",
                    "knownExploited",
                    "exposed",
                    "automatable",
                    "impact"
                  ]
                },
                "value": {
                  "type": "string"
                },
                "assumed": {
                  "type": "boolean"
                },
                "because": {
                  "type": "string"
                }
              }
            }
          },
          "changes": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "fact",
                "value"
              ],
              "properties": {
                "fact": {
                  "type": "string",
                  "enum": [
                    "severity",
                    "knownExploited",
                    "exposed",
                    "automatable",
                    "impact"
                  ]
                },
                "value": {
                  "type": "string"
                },
                "due": {
                  "type": "string",
                  "format": "date"
                }
              }
            }
          }
        }
      },
      "Finding": {
        "type": "object",
        "required": [
          "id",
          "fingerprint",
          "kind",
          "entityRef",
          "targetName",
          "owners",
          "advisory",
          "severity",
          "tools",
          "versions",
          "scope",
          "state",
          "firstSeenAt",
          "lastSeenAt",
          "knownExploited",
          "fixedVersions",
          "clearVersions",
          "manifests"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "fingerprint": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "targetName": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "advisory": {
            "type": "string",
            "description": "What it is of. The id of the vulnerability, a CVE where there is one; else the rule, as `tool/rule`"
          },
          "aliases": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "summary": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/FindingKind"
          },
          "place": {
            "$ref": "#/components/schemas/FindingPlace"
          },
          "tools": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "The tools whose last report has it, by name; empty where the advisories alone say so"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "score": {
            "type": "number"
          },
          "epss": {
            "type": "number"
          },
          "epssPercentile": {
            "type": "number"
          },
          "knownExploited": {
            "type": "boolean"
          },
          "malicious": {
            "type": "boolean",
            "description": "The package was published to do harm"
          },
          "ecosystem": {
            "type": "string"
          },
          "package": {
            "type": "string",
            "description": "Absent where it is of none"
          },
          "versions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "fixedVersions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "The smallest version that is free of it, for each affected version in use"
          },
          "clearVersions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "The lowest version that is clear of every known vulnerability of the package, for each affected version in use"
          },
          "manifests": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "direct": {
            "$ref": "#/components/schemas/Direct"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "state": {
            "$ref": "#/components/schemas/FindingState"
          },
          "resolvedReason": {
            "type": "string",
            "enum": [
              "removed",
              "upgraded",
              "withdrawn",
              "no-longer-affected",
              "no-longer-reported"
            ]
          },
          "firstSeenAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastSeenAt": {
            "type": "string",
            "format": "date-time"
          },
          "resolvedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reopened": {
            "type": "integer"
          },
          "due": {
            "$ref": "#/components/schemas/FindingDue"
          },
          "analysis": {
            "$ref": "#/components/schemas/AnalysisState"
          },
          "decisionId": {
            "type": "string"
          },
          "needsReview": {
            "type": "boolean",
            "description": "Decided for another version than is in use now; open again"
          },
          "stale": {
            "type": "boolean",
            "description": "The file it is in could not be read lately"
          }
        }
      },
      "FindingPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "FindingTrend": {
        "type": "object",
        "required": [
          "points"
        ],
        "properties": {
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "When the first of the services was added. What was open before is not known; absent where there is no service."
          },
          "points": {
            "type": "array",
            "description": "In order; the last is now",
            "items": {
              "type": "object",
              "required": [
                "at",
                "open",
                "opened",
                "resolved",
                "dismissed"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "open": {
                  "$ref": "#/components/schemas/SeverityCounts"
                },
                "opened": {
                  "type": "integer",
                  "description": "Opened or reopened since the point before; of the first point, none"
                },
                "resolved": {
                  "type": "integer",
                  "description": "Not found any more"
                },
                "dismissed": {
                  "type": "integer",
                  "description": "Decided about, so that nothing is to be done"
                }
              }
            }
          }
        }
      },
      "FindingDetail": {
        "type": "object",
        "required": [
          "finding",
          "components",
          "reported",
          "history"
        ],
        "properties": {
          "finding": {
            "$ref": "#/components/schemas/Finding"
          },
          "vulnerability": {
            "$ref": "#/components/schemas/VulnerabilityDetail",
            "description": "Absent where it is of a rule"
          },
          "rule": {
            "$ref": "#/components/schemas/FindingRule",
            "description": "Absent where it is of a known vulnerability"
          },
          "reported": {
            "type": "array",
            "description": "What the last reports of tools say of it",
            "items": {
              "$ref": "#/components/schemas/ToolClaim"
            }
          },
          "sourceUrl": {
            "type": "string",
            "description": "Where the forge shows its place, on the branch of the source; absent where the address of the source does not tell"
          },
          "nearby": {
            "type": "array",
            "description": "Other findings that are not resolved at the same line of the same file: another tool may mean the same. Up to 20.",
            "items": {
              "type": "object",
              "required": [
                "id",
                "advisory",
                "severity",
                "tools"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "advisory": {
                  "type": "string"
                },
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "tools": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "components": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "purl",
                "version",
                "manifests"
              ],
              "properties": {
                "purl": {
                  "type": "string"
                },
                "version": {
                  "type": "string"
                },
                "fixedVersion": {
                  "type": "string"
                },
                "clearVersion": {
                  "type": "string",
                  "description": "Lowest version that is clear of every known vulnerability of the package"
                },
                "direct": {
                  "$ref": "#/components/schemas/Direct"
                },
                "scope": {
                  "$ref": "#/components/schemas/Scope"
                },
                "manifests": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "alsoClears": {
            "type": "array",
            "description": "Other open findings of the same target that the same upgrade clears",
            "items": {
              "type": "object",
              "required": [
                "id",
                "advisory",
                "severity"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "advisory": {
                  "type": "string"
                },
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                }
              }
            }
          },
          "upgrade": {
            "type": "object",
            "description": "Where to upgrade the package to",
            "required": [
              "package",
              "to",
              "overrides"
            ],
            "properties": {
              "package": {
                "type": "string"
              },
              "from": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "to": {
                "type": "string",
                "description": "Lowest version that is clear of every known vulnerability of the package; where there is none, of this one"
              },
              "fixed": {
                "type": "string",
                "description": "Lowest version that is clear of this finding"
              },
              "overrides": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Override"
                },
                "description": "How to force the version where the package comes in through others, by package manager"
              }
            }
          },
          "due": {
            "$ref": "#/components/schemas/DueExplanation"
          },
          "decision": {
            "$ref": "#/components/schemas/Decision"
          },
          "alsoSaid": {
            "type": "array",
            "description": "Other decisions about it that do not count, as there is a closer one",
            "items": {
              "$ref": "#/components/schemas/Decision"
            }
          },
          "tickets": {
            "type": "array",
            "description": "Up to 10 that are about it, or were, the newest first",
            "items": {
              "$ref": "#/components/schemas/Ticket"
            }
          },
          "history": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "at",
                "kind"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "kind": {
                  "type": "string",
                  "enum": [
                    "opened",
                    "resolved",
                    "reopened",
                    "rerated",
                    "merged",
                    "dismissed",
                    "reinstated",
                    "closed",
                    "decided",
                    "undecided",
                    "needs-review",
                    "redated"
                  ]
                },
                "decisionId": {
                  "type": "string"
                },
                "scanId": {
                  "type": "string"
                },
                "detail": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "GateOutcome": {
        "type": "string",
        "enum": [
          "allow",
          "warn",
          "block"
        ]
      },
      "GateLine": {
        "type": "string",
        "description": "A line of a policy",
        "enum": [
          "critical",
          "high",
          "medium",
          "low",
          "none",
          "unknown",
          "malicious",
          "knownExploited",
          "overdue",
          "accepted",
          "epss",
          "licenseDenied",
          "licenseReview",
          "licenseUnknown",
          "packageDenied",
          "packageNew",
          "packageUnapproved",
          "scorecard",
          "code",
          "secret",
          "configuration",
          "package-risk",
          "provenance",
          "unreadable",
          "notLookedAt",
          "nothingToScan",
          "neverScanned",
          "staleData"
        ]
      },
      "GateFinding": {
        "type": "object",
        "required": [
          "vulnerability",
          "aliases",
          "ecosystem",
          "package",
          "versions",
          "severity",
          "knownExploited",
          "malicious",
          "overdue",
          "scope",
          "manifests"
        ],
        "properties": {
          "vulnerability": {
            "type": "string"
          },
          "aliases": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "summary": {
            "type": "string"
          },
          "ecosystem": {
            "type": "string"
          },
          "package": {
            "type": "string"
          },
          "versions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "score": {
            "type": "number"
          },
          "knownExploited": {
            "type": "boolean"
          },
          "malicious": {
            "type": "boolean"
          },
          "epss": {
            "type": "object",
            "required": [
              "probability",
              "percentile"
            ],
            "properties": {
              "probability": {
                "type": "number"
              },
              "percentile": {
                "type": "number"
              }
            }
          },
          "overdue": {
            "type": "boolean"
          },
          "fixedVersion": {
            "type": "string"
          },
          "clearVersion": {
            "type": "string",
            "description": "Free of every known vulnerability of the package"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "direct": {
            "type": "boolean",
            "description": "Absent where it is not known"
          },
          "manifests": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "path": {
            "type": "array",
            "description": "Package URLs from a direct dependency to the package",
            "items": {
              "type": "string"
            }
          },
          "decided": {
            "type": "object",
            "required": [
              "as",
              "words"
            ],
            "properties": {
              "as": {
                "type": "string",
                "enum": [
                  "dismissed",
                  "accepted"
                ]
              },
              "words": {
                "type": "string"
              }
            }
          }
        }
      },
      "GateReported": {
        "type": "object",
        "description": "What a tool or an inspection found",
        "required": [
          "kind",
          "fingerprint",
          "rule",
          "severity",
          "overdue"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/FindingKind"
          },
          "fingerprint": {
            "type": "string"
          },
          "rule": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "file": {
            "type": "string",
            "description": "Absent where it is of the whole source"
          },
          "line": {
            "type": "integer"
          },
          "overdue": {
            "type": "boolean"
          },
          "decided": {
            "type": "object",
            "required": [
              "as",
              "words"
            ],
            "properties": {
              "as": {
                "type": "string",
                "enum": [
                  "dismissed",
                  "accepted"
                ]
              },
              "words": {
                "type": "string"
              }
            }
          }
        }
      },
      "GateComponent": {
        "type": "object",
        "required": [
          "name",
          "version",
          "purl",
          "scope"
        ],
        "properties": {
          "ecosystem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "purl": {
            "type": "string"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "direct": {
            "type": "boolean"
          },
          "license": {
            "type": "object",
            "required": [
              "verdict"
            ],
            "properties": {
              "verdict": {
                "type": "string",
                "enum": [
                  "allow",
                  "review",
                  "deny",
                  "unknown"
                ]
              },
              "expression": {
                "type": "string"
              },
              "reason": {
                "type": "string"
              }
            }
          },
          "scorecard": {
            "type": "number",
            "description": "Of OpenSSF Scorecard, from 0 to 10"
          },
          "manifests": {
            "type": "array",
            "description": "Files that have it; absent where that is not known",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "GateNote": {
        "type": "object",
        "required": [
          "at",
          "reason"
        ],
        "properties": {
          "at": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "GateFindings": {
        "type": "object",
        "description": "How many there are, and the first of them",
        "required": [
          "count",
          "items"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateFinding"
            }
          }
        }
      },
      "GateReportedList": {
        "type": "object",
        "description": "How many there are, and the first of them",
        "required": [
          "count",
          "items"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateReported"
            }
          }
        }
      },
      "GateComponents": {
        "type": "object",
        "description": "How many there are, and the first of them",
        "required": [
          "count",
          "items"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateComponent"
            }
          }
        }
      },
      "GateNotes": {
        "type": "object",
        "description": "How many there are, and the first of them",
        "required": [
          "count",
          "items"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateNote"
            }
          }
        }
      },
      "GateReason": {
        "type": "object",
        "required": [
          "line",
          "outcome",
          "findings",
          "components",
          "notes"
        ],
        "properties": {
          "line": {
            "$ref": "#/components/schemas/GateLine"
          },
          "outcome": {
            "$ref": "#/components/schemas/GateOutcome"
          },
          "from": {
            "type": "integer",
            "description": "From how many on it says so; absent where the first is enough"
          },
          "findings": {
            "$ref": "#/components/schemas/GateFindings"
          },
          "reported": {
            "$ref": "#/components/schemas/GateReportedList"
          },
          "components": {
            "$ref": "#/components/schemas/GateComponents"
          },
          "notes": {
            "$ref": "#/components/schemas/GateNotes"
          }
        }
      },
      "GateReport": {
        "type": "object",
        "required": [
          "subject",
          "outcome",
          "policy",
          "reasons",
          "leftOut"
        ],
        "properties": {
          "subject": {
            "type": "string",
            "description": "The entity"
          },
          "outcome": {
            "$ref": "#/components/schemas/GateOutcome"
          },
          "policy": {
            "type": "object",
            "required": [
              "name",
              "digest"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "digest": {
                "type": "string",
                "description": "Another policy has another"
              }
            }
          },
          "reasons": {
            "type": "array",
            "description": "The gravest first; what is allowed is there as well",
            "items": {
              "$ref": "#/components/schemas/GateReason"
            }
          },
          "leftOut": {
            "type": "object",
            "description": "Findings that were not judged, by why",
            "required": [
              "known",
              "dismissed",
              "scope",
              "transitive",
              "except"
            ],
            "properties": {
              "known": {
                "type": "integer",
                "description": "There before"
              },
              "dismissed": {
                "type": "integer"
              },
              "scope": {
                "type": "integer",
                "description": "Needed elsewhere only"
              },
              "transitive": {
                "type": "integer"
              },
              "except": {
                "type": "integer",
                "description": "Named by the policy"
              }
            }
          },
          "base": {
            "type": "string",
            "description": "What it was compared with"
          },
          "changes": {
            "type": "object",
            "required": [
              "findings",
              "components"
            ],
            "properties": {
              "findings": {
                "type": "object",
                "required": [
                  "added",
                  "fixed",
                  "removed"
                ],
                "properties": {
                  "added": {
                    "$ref": "#/components/schemas/GateFindings"
                  },
                  "fixed": {
                    "$ref": "#/components/schemas/GateFindings"
                  },
                  "removed": {
                    "$ref": "#/components/schemas/GateFindings"
                  }
                }
              },
              "reported": {
                "type": "object",
                "description": "What tools and inspections found",
                "required": [
                  "added",
                  "fixed"
                ],
                "properties": {
                  "added": {
                    "$ref": "#/components/schemas/GateReportedList"
                  },
                  "fixed": {
                    "$ref": "#/components/schemas/GateReportedList"
                  }
                }
              },
              "components": {
                "type": "object",
                "required": [
                  "added",
                  "removed",
                  "changed"
                ],
                "properties": {
                  "added": {
                    "$ref": "#/components/schemas/GateComponents"
                  },
                  "removed": {
                    "$ref": "#/components/schemas/GateComponents"
                  },
                  "changed": {
                    "type": "object",
                    "required": [
                      "count",
                      "items"
                    ],
                    "properties": {
                      "count": {
                        "type": "integer"
                      },
                      "items": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "required": [
                            "before",
                            "after"
                          ],
                          "properties": {
                            "before": {
                              "type": "array",
                              "items": {
                                "$ref": "#/components/schemas/GateComponent"
                              }
                            },
                            "after": {
                              "type": "array",
                              "items": {
                                "$ref": "#/components/schemas/GateComponent"
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "SentResult": {
        "type": "object",
        "description": "What one tool found",
        "required": [
          "kind",
          "rule",
          "severity",
          "message",
          "fingerprint"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/FindingKind"
          },
          "rule": {
            "type": "string",
            "maxLength": 255,
            "description": "As the tool names it"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "score": {
            "type": "number",
            "minimum": 0,
            "maximum": 10
          },
          "message": {
            "type": "string",
            "maxLength": 1000,
            "description": "Plain text; of a secret without the secret"
          },
          "place": {
            "type": "object",
            "description": "Absent where it is of the whole source",
            "required": [
              "path"
            ],
            "properties": {
              "path": {
                "type": "string",
                "maxLength": 4000,
                "description": "Below the root of the source"
              },
              "startLine": {
                "type": "integer",
                "minimum": 1
              },
              "endLine": {
                "type": "integer",
                "minimum": 1
              },
              "startColumn": {
                "type": "integer",
                "minimum": 1
              },
              "endColumn": {
                "type": "integer",
                "minimum": 1
              }
            }
          },
          "object": {
            "type": "string",
            "maxLength": 255,
            "description": "The job, stage or object that it is in"
          },
          "package": {
            "type": "object",
            "required": [
              "name"
            ],
            "properties": {
              "ecosystem": {
                "type": "string",
                "description": "As OSV names it"
              },
              "name": {
                "type": "string",
                "maxLength": 255
              },
              "version": {
                "type": "string",
                "maxLength": 255
              },
              "direct": {
                "type": "boolean"
              },
              "fixedVersions": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "vulnerability": {
            "type": "object",
            "description": "With `package`, of those that are one",
            "required": [
              "id"
            ],
            "properties": {
              "id": {
                "type": "string",
                "maxLength": 255
              },
              "aliases": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "type": "string"
                }
              },
              "knownExploited": {
                "type": "boolean"
              }
            }
          },
          "fingerprint": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "The same as long as it is about the same thing, though lines move"
          },
          "secretHash": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "A hash by which secrets of one build are told apart, never the secret"
          }
        }
      },
      "SentReport": {
        "type": "object",
        "description": "What one tool says. Of tools of the portal only its inspections are taken.",
        "required": [
          "tool",
          "results"
        ],
        "properties": {
          "tool": {
            "type": "object",
            "required": [
              "id"
            ],
            "properties": {
              "id": {
                "type": "string",
                "pattern": "^[a-z0-9.-]{1,100}$"
              },
              "name": {
                "type": "string",
                "maxLength": 255
              }
            }
          },
          "rules": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id"
              ],
              "properties": {
                "id": {
                  "type": "string",
                  "maxLength": 255
                },
                "title": {
                  "type": "string",
                  "maxLength": 500
                }
              }
            }
          },
          "results": {
            "type": "array",
            "maxItems": 25000,
            "items": {
              "$ref": "#/components/schemas/SentResult"
            }
          }
        }
      },
      "SentLock": {
        "type": "object",
        "description": "How a lock file fetches and fixes its packages, as the CLI reads it",
        "required": [
          "path",
          "lock"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "lock": {
            "type": "object"
          }
        }
      },
      "SentBuild": {
        "type": "object",
        "required": [
          "sbom"
        ],
        "properties": {
          "sbom": {
            "type": "object",
            "description": "CycloneDX or SPDX as JSON"
          },
          "reports": {
            "type": "array",
            "maxItems": 200,
            "description": "Also of tools that found nothing; what one of them does not find any more is gone",
            "items": {
              "$ref": "#/components/schemas/SentReport"
            }
          },
          "locks": {
            "type": "array",
            "maxItems": 2000,
            "items": {
              "$ref": "#/components/schemas/SentLock"
            }
          },
          "unreadable": {
            "type": "array",
            "maxItems": 2000,
            "description": "Files that hold packages and could not be read",
            "items": {
              "$ref": "#/components/schemas/SentNote"
            }
          },
          "notLookedAt": {
            "type": "array",
            "maxItems": 2000,
            "description": "What may hold packages and nobody looked at",
            "items": {
              "$ref": "#/components/schemas/SentNote"
            }
          },
          "base": {
            "type": "object",
            "description": "What was there before. With an SBOM it is judged against that, without one against the service and these reports.",
            "properties": {
              "what": {
                "type": "string",
                "maxLength": 255,
                "description": "As people know it: `merge base 1a2b3c4 with main`"
              },
              "sbom": {
                "type": "object"
              },
              "reports": {
                "type": "array",
                "maxItems": 200,
                "items": {
                  "$ref": "#/components/schemas/SentReport"
                }
              },
              "locks": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "$ref": "#/components/schemas/SentLock"
                }
              },
              "unreadable": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "$ref": "#/components/schemas/SentNote"
                }
              },
              "notLookedAt": {
                "type": "array",
                "maxItems": 2000,
                "items": {
                  "$ref": "#/components/schemas/SentNote"
                }
              }
            }
          }
        }
      },
      "SentNote": {
        "type": "object",
        "required": [
          "at",
          "reason"
        ],
        "properties": {
          "at": {
            "type": "string",
            "maxLength": 4000,
            "description": "A file; empty where it is of places that are not named, which may be any"
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "digest": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "SHA-256 of what the file holds. One that cannot be read now and could not be before is known where this is the same."
          }
        }
      },
      "GateCounts": {
        "type": "object",
        "required": [
          "allow",
          "warn",
          "block"
        ],
        "properties": {
          "allow": {
            "type": "integer"
          },
          "warn": {
            "type": "integer"
          },
          "block": {
            "type": "integer"
          }
        }
      },
      "GateTrial": {
        "type": "object",
        "required": [
          "looked",
          "complete",
          "before",
          "after",
          "changed"
        ],
        "properties": {
          "looked": {
            "type": "integer",
            "description": "Services that were judged"
          },
          "complete": {
            "type": "boolean",
            "description": "Whether these are all that were asked for"
          },
          "before": {
            "$ref": "#/components/schemas/GateCounts"
          },
          "after": {
            "$ref": "#/components/schemas/GateCounts"
          },
          "changed": {
            "type": "object",
            "required": [
              "count",
              "items"
            ],
            "properties": {
              "count": {
                "type": "integer"
              },
              "items": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "entityRef",
                    "before",
                    "after",
                    "because"
                  ],
                  "properties": {
                    "entityRef": {
                      "type": "string"
                    },
                    "before": {
                      "$ref": "#/components/schemas/GateOutcome"
                    },
                    "after": {
                      "$ref": "#/components/schemas/GateOutcome"
                    },
                    "because": {
                      "type": "array",
                      "description": "Lines that say so",
                      "items": {
                        "$ref": "#/components/schemas/GateLine"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "Overview": {
        "type": "object",
        "required": [
          "targets",
          "health",
          "openFindings",
          "knownExploited",
          "owners",
          "components",
          "advisoryData"
        ],
        "properties": {
          "targets": {
            "type": "integer"
          },
          "components": {
            "$ref": "#/components/schemas/Total"
          },
          "health": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "health",
                "targets"
              ],
              "properties": {
                "health": {
                  "$ref": "#/components/schemas/TargetHealth"
                },
                "targets": {
                  "type": "integer"
                }
              }
            }
          },
          "openFindings": {
            "$ref": "#/components/schemas/SeverityCounts"
          },
          "knownExploited": {
            "type": "integer"
          },
          "fixable": {
            "type": "integer"
          },
          "owners": {
            "type": "array",
            "description": "Up to 50 owners, most critical and high findings first",
            "items": {
              "type": "object",
              "required": [
                "owner",
                "targets",
                "openFindings"
              ],
              "properties": {
                "owner": {
                  "type": "string",
                  "description": "Empty where nobody owns the services"
                },
                "targets": {
                  "type": "integer"
                },
                "openFindings": {
                  "$ref": "#/components/schemas/SeverityCounts"
                }
              }
            }
          },
          "ownersLeft": {
            "type": "integer",
            "description": "Owners beyond those"
          },
          "advisoryData": {
            "$ref": "#/components/schemas/AdvisoryData"
          }
        }
      },
      "SystemHealth": {
        "type": "object",
        "required": [
          "sources",
          "queue",
          "failingTargets",
          "failingTargetsLeft",
          "scorecards",
          "notifications",
          "trackers",
          "damagedDocuments",
          "healedDocuments",
          "workers"
        ],
        "properties": {
          "damagedDocuments": {
            "type": "object",
            "description": "Stored documents whose bytes do not have their digest any more",
            "required": [
              "count",
              "documents"
            ],
            "properties": {
              "count": {
                "type": "integer"
              },
              "documents": {
                "type": "array",
                "description": "Up to 50, longest damaged first",
                "items": {
                  "type": "object",
                  "required": [
                    "sha256",
                    "mediaType",
                    "store",
                    "since"
                  ],
                  "properties": {
                    "sha256": {
                      "type": "string"
                    },
                    "mediaType": {
                      "type": "string"
                    },
                    "store": {
                      "type": "string"
                    },
                    "reason": {
                      "type": "string"
                    },
                    "since": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              }
            }
          },
          "healedDocuments": {
            "type": "array",
            "description": "Up to 20 that were damaged and are whole again, the last first",
            "items": {
              "type": "object",
              "required": [
                "sha256",
                "mediaType",
                "store",
                "healedAt"
              ],
              "properties": {
                "sha256": {
                  "type": "string"
                },
                "mediaType": {
                  "type": "string"
                },
                "store": {
                  "type": "string"
                },
                "reason": {
                  "type": "string",
                  "description": "What had been wrong with its bytes"
                },
                "healedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "sources": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AdvisorySource"
            }
          },
          "queue": {
            "type": "object",
            "required": [
              "due",
              "running",
              "backingOff",
              "targets"
            ],
            "properties": {
              "targets": {
                "type": "integer"
              },
              "due": {
                "type": "integer"
              },
              "running": {
                "type": "integer"
              },
              "backingOff": {
                "type": "integer"
              },
              "oldestDueAt": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "notifications": {
            "type": "object",
            "description": "What people are to be told",
            "required": [
              "enabled",
              "operators",
              "waiting",
              "due",
              "failing"
            ],
            "properties": {
              "enabled": {
                "type": "boolean",
                "description": "Whether anybody is told"
              },
              "operators": {
                "type": "integer",
                "description": "Groups and people that are told of what is nobody's own: sources that are out of date, decisions for the organization"
              },
              "waiting": {
                "type": "integer",
                "description": "For their hour, for rules and decisions, or to be tried again"
              },
              "due": {
                "type": "integer"
              },
              "failing": {
                "type": "integer",
                "description": "That could not be sent"
              },
              "oldestDueAt": {
                "type": "string",
                "format": "date-time"
              },
              "error": {
                "type": "string",
                "description": "Why the last of them could not be sent"
              }
            }
          },
          "pullRequests": {
            "type": "object",
            "description": "Open pull requests; absent where none are judged",
            "required": [
              "open",
              "due",
              "failing",
              "failures"
            ],
            "properties": {
              "open": {
                "type": "integer"
              },
              "due": {
                "type": "integer"
              },
              "failing": {
                "type": "integer",
                "description": "That could not be read or reported"
              },
              "oldestDueAt": {
                "type": "string",
                "format": "date-time"
              },
              "failures": {
                "type": "array",
                "description": "Why, of up to 10 of them",
                "items": {
                  "type": "object",
                  "required": [
                    "forge",
                    "error"
                  ],
                  "properties": {
                    "forge": {
                      "type": "string",
                      "description": "Such as `github`"
                    },
                    "error": {
                      "type": "string"
                    },
                    "nextTryAt": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              }
            }
          },
          "trackers": {
            "type": "array",
            "description": "Trackers that have tickets, or answered something",
            "items": {
              "type": "object",
              "required": [
                "id",
                "waiting",
                "failing"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "waiting": {
                  "type": "integer",
                  "description": "Tickets that are to be created"
                },
                "failing": {
                  "type": "integer",
                  "description": "Tickets that could not be written"
                },
                "pausedUntil": {
                  "type": "string",
                  "format": "date-time"
                },
                "error": {
                  "type": "string",
                  "description": "What it answered last, where that was an error"
                },
                "failedAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "readAt": {
                  "type": "string",
                  "format": "date-time",
                  "description": "When it was last asked what people did"
                }
              }
            }
          },
          "workers": {
            "type": "integer",
            "description": "Scans that this replica may run at once"
          },
          "catalog": {
            "type": "object",
            "properties": {
              "lastPassAt": {
                "type": "string",
                "format": "date-time"
              },
              "error": {
                "type": "string"
              }
            }
          },
          "failingTargets": {
            "type": "array",
            "description": "Up to 50 that the caller may see, longest failing first",
            "x-permissions": [
              "supplyChain.finding.read"
            ],
            "items": {
              "$ref": "#/components/schemas/Target"
            }
          },
          "failingTargetsLeft": {
            "type": "integer",
            "description": "Further ones that the caller may see"
          },
          "scorecards": {
            "type": "object",
            "description": "Services that wait for their scorecards' checks to be asked",
            "required": [
              "due",
              "running",
              "failing",
              "failingServices",
              "failingServicesLeft"
            ],
            "properties": {
              "due": {
                "type": "integer"
              },
              "running": {
                "type": "integer"
              },
              "failing": {
                "type": "integer",
                "description": "Services that could not be asked; what was answered before stands"
              },
              "oldestDueAt": {
                "type": "string",
                "format": "date-time"
              },
              "failingServices": {
                "type": "array",
                "x-permissions": [
                  "supplyChain.scorecard.read"
                ],
                "description": "Up to 50 that the caller may see, the most tries first",
                "items": {
                  "type": "object",
                  "required": [
                    "entityRef",
                    "name",
                    "error",
                    "attempts",
                    "nextTryAt"
                  ],
                  "properties": {
                    "entityRef": {
                      "type": "string"
                    },
                    "name": {
                      "type": "string"
                    },
                    "error": {
                      "type": "string"
                    },
                    "attempts": {
                      "type": "integer"
                    },
                    "nextTryAt": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              },
              "failingServicesLeft": {
                "type": "integer",
                "description": "Further ones that the caller may see"
              }
            }
          }
        }
      },
      "AdvisorySource": {
        "type": "object",
        "required": [
          "id",
          "title",
          "kind",
          "state",
          "stale",
          "example"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "osv",
              "epss",
              "kev",
              "vulnrichment",
              "vex"
            ]
          },
          "location": {
            "type": "string",
            "description": "Without credentials"
          },
          "state": {
            "type": "string",
            "enum": [
              "ok",
              "stale",
              "example",
              "failing",
              "pending",
              "running"
            ]
          },
          "lastAttemptAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastSuccessAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was last looked at and was well"
          },
          "dataAsOf": {
            "type": "string",
            "format": "date-time",
            "description": "How old its data is: as it says itself, or its newest record"
          },
          "oldestPart": {
            "type": "string",
            "description": "Which part of it is that old, where parts have ages of their own: an ecosystem"
          },
          "modelVersion": {
            "type": "string",
            "description": "Of scores, by which model they were made: those of two models are not to be compared"
          },
          "stale": {
            "type": "boolean",
            "description": "Its data is older than it may be",
            "or of unknown age": null
          },
          "staleAfterSeconds": {
            "type": "integer",
            "description": "How old it may be"
          },
          "example": {
            "type": "boolean",
            "description": "Data to try things out with, never current"
          },
          "records": {
            "type": "integer"
          },
          "rejected": {
            "type": "integer"
          },
          "vex": {
            "type": "object",
            "description": "Of a place of VEX documents, whose records are statements",
            "required": [
              "documents",
              "statements",
              "notUnderstood"
            ],
            "properties": {
              "documents": {
                "type": "integer"
              },
              "statements": {
                "type": "integer"
              },
              "matchedNothing": {
                "type": "integer",
                "description": "Statements that no finding meets; absent where there were too many findings to look at"
              },
              "notUnderstood": {
                "type": "integer",
                "description": "Pieces of documents"
              }
            }
          },
          "error": {
            "type": "string"
          }
        }
      },
      "AdvisorySourceAge": {
        "type": "object",
        "required": [
          "id",
          "title",
          "kind"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "osv",
              "epss",
              "kev",
              "vulnrichment"
            ]
          },
          "dataAsOf": {
            "type": "string",
            "format": "date-time"
          },
          "oldestPart": {
            "type": "string",
            "description": "Which part of it is that old"
          },
          "staleAfterSeconds": {
            "type": "integer"
          }
        }
      },
      "AdvisoryData": {
        "type": "object",
        "required": [
          "sources",
          "advisories",
          "failing",
          "stale",
          "examples"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time",
            "description": "How old the advisories are: those of the oldest source; absent where the age of one is not known"
          },
          "advisories": {
            "type": "integer"
          },
          "failing": {
            "type": "integer"
          },
          "sources": {
            "type": "integer",
            "description": "Sources in use, of advisories, EPSS and known exploited vulnerabilities"
          },
          "stale": {
            "type": "array",
            "description": "Sources whose data is older than it may be, or of unknown age",
            "items": {
              "$ref": "#/components/schemas/AdvisorySourceAge"
            }
          },
          "examples": {
            "type": "array",
            "description": "Sources in use that are only examples, and never current",
            "items": {
              "$ref": "#/components/schemas/AdvisorySourceAge"
            }
          }
        }
      },
      "LicenseCategory": {
        "type": "string",
        "description": "`unclassified`: on no list, or not known at all",
        "enum": [
          "public-domain",
          "permissive",
          "weak-copyleft",
          "strong-copyleft",
          "network-copyleft",
          "proprietary",
          "unclassified"
        ]
      },
      "LicenseState": {
        "type": "string",
        "description": "`unknown`: no source says anything usable; `ambiguous`: what is said may mean several licenses; `conflicting`: sources disagree",
        "enum": [
          "known",
          "unknown",
          "ambiguous",
          "conflicting"
        ]
      },
      "Verdict": {
        "type": "string",
        "enum": [
          "allow",
          "review",
          "deny"
        ]
      },
      "LicenseReason": {
        "type": "object",
        "required": [
          "verdict",
          "rule",
          "text"
        ],
        "properties": {
          "license": {
            "type": "string"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "rule": {
            "type": "string",
            "description": "Path into the policy: `categories.network-copyleft`"
          },
          "text": {
            "type": "string",
            "description": "For people"
          }
        }
      },
      "LicensedComponent": {
        "type": "object",
        "required": [
          "purl",
          "name",
          "version",
          "state",
          "category"
        ],
        "properties": {
          "purl": {
            "type": "string"
          },
          "ecosystem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "expression": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/LicenseState"
          },
          "stateReason": {
            "type": "string"
          },
          "category": {
            "$ref": "#/components/schemas/LicenseCategory"
          },
          "curated": {
            "type": "boolean"
          },
          "pending": {
            "type": "boolean",
            "description": "Its registry has not been asked yet"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict",
            "description": "In the entity; without one, the worst of all uses"
          },
          "excepted": {
            "type": "boolean"
          },
          "services": {
            "type": "integer",
            "description": "Without an entity only"
          },
          "direct": {
            "$ref": "#/components/schemas/Direct"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "deprecated": {
            "type": "string",
            "description": "What its registry says"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "latestVersion": {
            "type": "string"
          },
          "versionsBehind": {
            "type": "integer"
          },
          "daysBehind": {
            "type": "integer"
          }
        }
      },
      "LicensedComponentPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LicensedComponent"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "LicensedComponentDetail": {
        "type": "object",
        "required": [
          "component",
          "claims",
          "curations",
          "verdicts",
          "obligations"
        ],
        "properties": {
          "component": {
            "$ref": "#/components/schemas/LicensedComponent"
          },
          "claims": {
            "type": "array",
            "description": "What each source says",
            "items": {
              "type": "object",
              "required": [
                "source",
                "recordedAt"
              ],
              "properties": {
                "source": {
                  "type": "string",
                  "description": "`lockfile`, `sbom`, `npm`, `deps.dev`, …, `curation`"
                },
                "text": {
                  "type": "string",
                  "description": "As the source has it"
                },
                "expression": {
                  "type": "string",
                  "description": "As it was understood"
                },
                "candidates": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "recordedAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "supersededAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "curations": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Decision"
            }
          },
          "verdicts": {
            "type": "array",
            "description": "By policy",
            "items": {
              "type": "object",
              "required": [
                "policy",
                "verdict",
                "reasons"
              ],
              "properties": {
                "policy": {
                  "type": "string"
                },
                "verdict": {
                  "$ref": "#/components/schemas/Verdict"
                },
                "chosen": {
                  "type": "string",
                  "description": "The branch of OR that was taken"
                },
                "reasons": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/LicenseReason"
                  }
                }
              }
            }
          },
          "obligations": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LicenseObligation"
            }
          },
          "provenance": {
            "description": "Absent where nobody asks for it",
            "$ref": "#/components/schemas/Provenance"
          },
          "sources": {
            "type": "object",
            "description": "Who is asked about packages of its ecosystem; absent where that is not known",
            "required": [
              "asked",
              "possible"
            ],
            "properties": {
              "asked": {
                "type": "array",
                "description": "Titles of sources",
                "items": {
                  "type": "string"
                }
              },
              "possible": {
                "type": "array",
                "description": "Where nobody is asked, the options that would change that",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "registry": {
            "type": "object",
            "description": "How asking its registry went",
            "properties": {
              "source": {
                "type": "string"
              },
              "askedAt": {
                "type": "string",
                "format": "date-time"
              },
              "nextAt": {
                "type": "string",
                "format": "date-time"
              },
              "error": {
                "type": "string"
              }
            }
          }
        }
      },
      "LicenseIssue": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "targetName",
          "owners",
          "purl",
          "name",
          "version",
          "state",
          "category",
          "verdict",
          "policy",
          "reasons",
          "scope",
          "firstSeenAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "targetName": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "purl": {
            "type": "string"
          },
          "ecosystem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "expression": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/LicenseState"
          },
          "category": {
            "$ref": "#/components/schemas/LicenseCategory"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "policy": {
            "type": "string"
          },
          "reasons": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LicenseReason"
            }
          },
          "direct": {
            "$ref": "#/components/schemas/Direct"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "manifests": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "firstSeenAt": {
            "type": "string",
            "format": "date-time"
          },
          "exception": {
            "$ref": "#/components/schemas/Decision"
          },
          "snapshotId": {
            "type": "string",
            "description": "For dependency paths, with `/snapshots/{id}/paths`"
          }
        }
      },
      "LicenseIssuePage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LicenseIssue"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "VerdictCounts": {
        "type": "object",
        "description": "Each package version that the policy judges, in one of four. What is denied or to review is an issue, also where an exception covers it.",
        "required": [
          "allow",
          "review",
          "deny",
          "curate"
        ],
        "properties": {
          "allow": {
            "type": "integer"
          },
          "review": {
            "type": "integer"
          },
          "deny": {
            "type": "integer"
          },
          "curate": {
            "type": "integer",
            "description": "To review for no other reason than that the license is not known: no issues, but packages to curate"
          }
        }
      },
      "LicenseOverview": {
        "type": "object",
        "required": [
          "components",
          "states",
          "categories",
          "verdicts",
          "licenses",
          "teams",
          "excepted"
        ],
        "properties": {
          "components": {
            "type": "integer",
            "description": "Package versions, each counted once for each entity"
          },
          "services": {
            "type": "integer"
          },
          "states": {
            "type": "object",
            "required": [
              "known",
              "unknown",
              "ambiguous",
              "conflicting"
            ],
            "properties": {
              "known": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              },
              "ambiguous": {
                "type": "integer"
              },
              "conflicting": {
                "type": "integer"
              }
            }
          },
          "pending": {
            "type": "integer",
            "description": "Unknown ones whose registries have not been asked yet"
          },
          "verdicts": {
            "$ref": "#/components/schemas/VerdictCounts"
          },
          "excepted": {
            "type": "object",
            "description": "Issues that an exception in force sets aside, by verdict; among `verdicts` they are counted, too",
            "required": [
              "review",
              "deny"
            ],
            "properties": {
              "review": {
                "type": "integer"
              },
              "deny": {
                "type": "integer"
              }
            }
          },
          "policy": {
            "type": "string",
            "description": "Of one entity, the policy that holds for it"
          },
          "distribution": {
            "type": "object",
            "description": "Of one entity, its distribution model and where that comes from",
            "required": [
              "model",
              "because"
            ],
            "properties": {
              "model": {
                "type": "string"
              },
              "because": {
                "type": "string"
              }
            }
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "category",
                "components",
                "services"
              ],
              "properties": {
                "category": {
                  "$ref": "#/components/schemas/LicenseCategory"
                },
                "components": {
                  "type": "integer"
                },
                "services": {
                  "type": "integer"
                }
              }
            }
          },
          "licenses": {
            "type": "array",
            "description": "The 12 most used",
            "items": {
              "$ref": "#/components/schemas/LicenseUse"
            }
          },
          "teams": {
            "type": "array",
            "description": "Up to 50 owners, most denied first; empty for one entity",
            "items": {
              "type": "object",
              "required": [
                "owner",
                "services",
                "verdicts",
                "unknown"
              ],
              "properties": {
                "owner": {
                  "type": "string",
                  "description": "Empty where nobody owns them"
                },
                "services": {
                  "type": "integer"
                },
                "verdicts": {
                  "$ref": "#/components/schemas/VerdictCounts"
                },
                "unknown": {
                  "type": "integer",
                  "description": "Uses of unknown licenses, judged or not; among `verdicts` are those that are judged"
                }
              }
            }
          },
          "teamsLeft": {
            "type": "integer",
            "description": "Owners beyond those"
          },
          "asOf": {
            "type": "string",
            "format": "date-time",
            "description": "When license facts last changed"
          }
        }
      },
      "LicenseUse": {
        "type": "object",
        "required": [
          "expression",
          "category",
          "state",
          "components",
          "services",
          "verdicts"
        ],
        "properties": {
          "expression": {
            "type": "string",
            "description": "Empty where the license is not known"
          },
          "name": {
            "type": "string",
            "description": "Of a single SPDX id"
          },
          "category": {
            "$ref": "#/components/schemas/LicenseCategory"
          },
          "state": {
            "$ref": "#/components/schemas/LicenseState"
          },
          "candidates": {
            "type": "array",
            "description": "What an unsettled one may be",
            "items": {
              "type": "string"
            }
          },
          "components": {
            "type": "integer"
          },
          "services": {
            "type": "integer"
          },
          "verdicts": {
            "description": "Uses by verdict; policies differ from service to service",
            "$ref": "#/components/schemas/VerdictCounts"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "LicenseUsePage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LicenseUse"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "LicenseObligation": {
        "type": "object",
        "required": [
          "id",
          "title",
          "description"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          }
        }
      },
      "LicenseObligations": {
        "type": "object",
        "required": [
          "items",
          "incomplete"
        ],
        "properties": {
          "incomplete": {
            "type": "integer",
            "description": "Components whose license is not known; they may ask for more"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "obligation",
                "licenses",
                "components"
              ],
              "properties": {
                "obligation": {
                  "$ref": "#/components/schemas/LicenseObligation"
                },
                "licenses": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "components": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "LicensePolicies": {
        "type": "object",
        "required": [
          "policies",
          "distribution"
        ],
        "properties": {
          "policies": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "digest",
                "rules"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "description": {
                  "type": "string"
                },
                "digest": {
                  "type": "string",
                  "description": "SHA-256 of its rules"
                },
                "services": {
                  "type": "integer"
                },
                "rules": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "rule",
                      "verdict"
                    ],
                    "properties": {
                      "rule": {
                        "type": "string"
                      },
                      "verdict": {
                        "$ref": "#/components/schemas/Verdict"
                      }
                    }
                  }
                }
              }
            }
          },
          "distribution": {
            "type": "object",
            "required": [
              "annotation",
              "default",
              "rules"
            ],
            "properties": {
              "annotation": {
                "type": "string"
              },
              "default": {
                "type": "string"
              },
              "rules": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "model",
                    "when"
                  ],
                  "properties": {
                    "model": {
                      "type": "string"
                    },
                    "when": {
                      "type": "string",
                      "description": "For people"
                    }
                  }
                }
              }
            }
          }
        }
      },
      "LicenseSources": {
        "type": "object",
        "required": [
          "sources",
          "components",
          "asked",
          "pending"
        ],
        "properties": {
          "components": {
            "type": "integer",
            "description": "Package versions in use"
          },
          "asked": {
            "type": "integer"
          },
          "pending": {
            "type": "integer"
          },
          "known": {
            "type": "integer"
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "title",
                "ecosystems",
                "state"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "ecosystems": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "state": {
                  "type": "string",
                  "enum": [
                    "ok",
                    "failing",
                    "pausing",
                    "idle"
                  ]
                },
                "answered": {
                  "type": "integer"
                },
                "absent": {
                  "type": "integer",
                  "description": "The registry does not know it"
                },
                "failed": {
                  "type": "integer"
                },
                "lastSuccessAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "resumesAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "error": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "JudgedPullRequest": {
        "type": "object",
        "required": [
          "entityRef",
          "forge",
          "repository",
          "number",
          "title",
          "url",
          "fork",
          "head",
          "base",
          "reported"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "forge": {
            "type": "string",
            "description": "Such as `github`"
          },
          "repository": {
            "type": "string"
          },
          "number": {
            "type": "integer"
          },
          "title": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "fork": {
            "type": "boolean",
            "description": "It comes from another repository"
          },
          "head": {
            "type": "object",
            "required": [
              "branch",
              "revision"
            ],
            "properties": {
              "branch": {
                "type": "string"
              },
              "revision": {
                "type": "string"
              }
            }
          },
          "base": {
            "type": "object",
            "required": [
              "branch"
            ],
            "properties": {
              "branch": {
                "type": "string"
              },
              "revision": {
                "type": "string",
                "description": "What it is compared with, once that is known"
              },
              "mergeBase": {
                "type": "boolean",
                "description": "Whether that is the commit that both have in common; otherwise it is the tip of the branch"
              }
            }
          },
          "outcome": {
            "$ref": "#/components/schemas/GateOutcome"
          },
          "findings": {
            "type": "object",
            "description": "Against the base; absent until it is judged",
            "required": [
              "added",
              "fixed",
              "removed"
            ],
            "properties": {
              "added": {
                "type": "integer"
              },
              "fixed": {
                "type": "integer"
              },
              "removed": {
                "type": "integer"
              }
            }
          },
          "judgedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reported": {
            "type": "boolean",
            "description": "Whether the forge was told of this head"
          },
          "reportedAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "type": "string",
            "description": "Why it could not be read or reported the last time"
          },
          "nextTryAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PullRequestPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/JudgedPullRequest"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "NewRelease": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "name"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "pattern": "^\\S(.*\\S)?$",
            "description": "Its version or tag: `2.1.0`"
          },
          "snapshot": {
            "type": "string",
            "pattern": "^[0-9]{1,18}$",
            "description": "Default: what is in force"
          }
        }
      },
      "Release": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "name",
          "madeBy",
          "releasedAt",
          "snapshotId",
          "componentCount",
          "partial",
          "changelog"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "targetName": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "series": {
            "type": "string",
            "description": "The name of the uploaded SBOM that it is of; absent for scans"
          },
          "madeBy": {
            "type": "string",
            "enum": [
              "upload",
              "annotation",
              "api"
            ]
          },
          "recordedBy": {
            "type": "string",
            "description": "Who made it"
          },
          "revision": {
            "type": "string",
            "description": "Of the source"
          },
          "releasedAt": {
            "type": "string",
            "format": "date-time"
          },
          "snapshotId": {
            "type": "string"
          },
          "componentCount": {
            "type": "integer"
          },
          "partial": {
            "type": "boolean",
            "description": "Some of its files could not be read"
          },
          "previous": {
            "type": "object",
            "description": "What its changelog compares it with; absent: it is the first",
            "required": [
              "id",
              "name"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "changelog": {
            "type": "object",
            "required": [
              "state"
            ],
            "properties": {
              "state": {
                "type": "string",
                "enum": [
                  "written",
                  "pending",
                  "failed"
                ],
                "description": "It is written shortly after the release is made"
              },
              "sha256": {
                "type": "string",
                "description": "Of the document in the archive"
              },
              "error": {
                "type": "string"
              }
            }
          }
        }
      },
      "ReleasePage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Release"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Changelog": {
        "type": "object",
        "required": [
          "version",
          "subject",
          "release",
          "basis",
          "asOf",
          "impact",
          "components"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "enum": [
              1
            ]
          },
          "subject": {
            "type": "object",
            "required": [
              "entityRef",
              "name"
            ],
            "properties": {
              "entityRef": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "release": {
            "$ref": "#/components/schemas/ChangelogRelease"
          },
          "previous": {
            "$ref": "#/components/schemas/ChangelogRelease"
          },
          "basis": {
            "type": "string",
            "enum": [
              "then",
              "now"
            ],
            "description": "`then`: as was known when the release was made; `now`: as is known now of both"
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "impact": {
            "type": "string",
            "description": "What it comes to in a few sentences"
          },
          "findings": {
            "type": "object",
            "description": "Of known vulnerabilities. Absent for whoever may not read the findings of the entity",
            "x-permissions": [
              "supplyChain.finding.read"
            ],
            "required": [
              "open",
              "added",
              "fixed",
              "reopened",
              "rerated",
              "decided"
            ],
            "properties": {
              "open": {
                "$ref": "#/components/schemas/SeverityCounts"
              },
              "dismissed": {
                "type": "integer",
                "description": "What it ships with and is dismissed"
              },
              "added": {
                "$ref": "#/components/schemas/ChangelogFindings"
              },
              "fixed": {
                "$ref": "#/components/schemas/ChangelogFindings"
              },
              "reopened": {
                "$ref": "#/components/schemas/ChangelogFindings"
              },
              "rerated": {
                "$ref": "#/components/schemas/ChangelogFindings"
              },
              "decided": {
                "$ref": "#/components/schemas/ChangelogFindings"
              }
            }
          },
          "components": {
            "type": "object",
            "required": [
              "added",
              "removed",
              "changed",
              "majors"
            ],
            "properties": {
              "added": {
                "$ref": "#/components/schemas/ChangelogPackages"
              },
              "removed": {
                "$ref": "#/components/schemas/ChangelogPackages"
              },
              "changed": {
                "type": "object",
                "required": [
                  "count",
                  "items"
                ],
                "properties": {
                  "count": {
                    "type": "integer"
                  },
                  "items": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": [
                        "name",
                        "before",
                        "after",
                        "major"
                      ],
                      "properties": {
                        "name": {
                          "type": "string"
                        },
                        "type": {
                          "type": "string"
                        },
                        "before": {
                          "type": "array",
                          "items": {
                            "type": "string"
                          }
                        },
                        "after": {
                          "type": "array",
                          "items": {
                            "type": "string"
                          }
                        },
                        "major": {
                          "type": "boolean"
                        }
                      }
                    }
                  }
                }
              },
              "majors": {
                "type": "integer"
              }
            }
          },
          "licenses": {
            "type": "object",
            "description": "Absent for whoever may not read the licenses of the entity",
            "x-permissions": [
              "supplyChain.license.read"
            ],
            "required": [
              "added",
              "removed",
              "changed"
            ],
            "properties": {
              "unknown": {
                "type": "integer",
                "description": "Package versions of which no license is known"
              },
              "added": {
                "$ref": "#/components/schemas/ChangelogLicenses"
              },
              "removed": {
                "$ref": "#/components/schemas/ChangelogLicenses"
              },
              "changed": {
                "type": "object",
                "required": [
                  "count",
                  "items"
                ],
                "properties": {
                  "count": {
                    "type": "integer"
                  },
                  "items": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": [
                        "name",
                        "before",
                        "after"
                      ],
                      "properties": {
                        "name": {
                          "type": "string"
                        },
                        "type": {
                          "type": "string"
                        },
                        "before": {
                          "type": "array",
                          "items": {
                            "type": "string"
                          }
                        },
                        "after": {
                          "type": "array",
                          "items": {
                            "type": "string"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "ChangelogRelease": {
        "type": "object",
        "required": [
          "name",
          "releasedAt",
          "components",
          "partial"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "series": {
            "type": "string"
          },
          "revision": {
            "type": "string"
          },
          "releasedAt": {
            "type": "string",
            "format": "date-time"
          },
          "components": {
            "type": "integer"
          },
          "partial": {
            "type": "boolean"
          }
        }
      },
      "ChangelogFindings": {
        "type": "object",
        "required": [
          "count",
          "items"
        ],
        "description": "How many there are, and the first of them",
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "vulnerability",
                "severity",
                "package",
                "versions"
              ],
              "properties": {
                "vulnerability": {
                  "type": "string"
                },
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "package": {
                  "type": "string"
                },
                "versions": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "summary": {
                  "type": "string"
                },
                "knownExploited": {
                  "type": "boolean"
                },
                "dismissed": {
                  "type": "boolean"
                },
                "before": {
                  "description": "Of one that is rated otherwise",
                  "$ref": "#/components/schemas/Severity"
                },
                "decision": {
                  "type": "string",
                  "enum": [
                    "dismissed",
                    "decided",
                    "withdrawn"
                  ],
                  "description": "Of one about which something was decided"
                },
                "verdict": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "ChangelogPackages": {
        "type": "object",
        "required": [
          "count",
          "items"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "version"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "type": {
                  "type": "string"
                },
                "version": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "ChangelogLicenses": {
        "type": "object",
        "required": [
          "count",
          "items"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "expression",
                "packages"
              ],
              "properties": {
                "expression": {
                  "type": "string"
                },
                "packages": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "ComparedTool": {
        "type": "object",
        "required": [
          "tool",
          "toolName",
          "partial",
          "found",
          "alone",
          "ignored"
        ],
        "properties": {
          "tool": {
            "type": "string",
            "description": "`safety-curtain` is what the portal itself finds by advisories"
          },
          "toolName": {
            "type": "string"
          },
          "ranAt": {
            "type": "string",
            "format": "date-time",
            "description": "Its last report"
          },
          "partial": {
            "type": "boolean",
            "description": "It did not finish"
          },
          "found": {
            "type": "integer",
            "description": "Findings that it says"
          },
          "alone": {
            "type": "integer",
            "description": "Of these",
            "what no other says": null
          },
          "ignored": {
            "type": "integer",
            "description": "What it was told to be silent about"
          }
        }
      },
      "ToolOpinion": {
        "type": "object",
        "required": [
          "tool",
          "outcome",
          "versions"
        ],
        "properties": {
          "tool": {
            "type": "string"
          },
          "outcome": {
            "type": "string",
            "enum": [
              "found",
              "ignored",
              "missing"
            ]
          },
          "versions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Of the package, as this tool saw it; where the portal finds nothing, those in use"
          },
          "reason": {
            "type": "string",
            "description": "Why it is missing. `other-versions`: it saw the package at others. `other-package`: it says it of another package. `newer-data`: it became known after the last report. `unfinished`: the tool did not finish. `only-others`: it knows the package and says other things of it. `not-told`: its report says nothing of the package. Of the portal, `no-record`: no advisory source has it; `not-affected`: advisories say that the versions in use are clear of it; `not-in-source`: no lock file or SBOM has the package; `unknown-ecosystem`: the ecosystem is not matched.",
            "enum": [
              "other-versions",
              "other-package",
              "newer-data",
              "unfinished",
              "only-others",
              "not-told",
              "no-record",
              "not-affected",
              "not-in-source",
              "unknown-ecosystem"
            ]
          },
          "text": {
            "type": "string",
            "description": "The tool's own words for what it ignores, the name of the other package, or when it became known"
          }
        }
      },
      "ComparedFinding": {
        "type": "object",
        "required": [
          "finding",
          "tools"
        ],
        "properties": {
          "finding": {
            "$ref": "#/components/schemas/Finding"
          },
          "tools": {
            "type": "array",
            "description": "In the order of the tools",
            "items": {
              "$ref": "#/components/schemas/ToolOpinion"
            }
          }
        }
      },
      "ToolComparison": {
        "type": "object",
        "required": [
          "tools",
          "items",
          "total"
        ],
        "properties": {
          "tools": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ComparedTool"
            }
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ComparedFinding"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "FindingChangeCounts": {
        "type": "object",
        "required": [
          "opened",
          "reopened",
          "resolved"
        ],
        "properties": {
          "opened": {
            "type": "integer"
          },
          "reopened": {
            "type": "integer"
          },
          "resolved": {
            "type": "integer"
          }
        }
      },
      "ToolReport": {
        "type": "object",
        "required": [
          "tool",
          "toolName",
          "category",
          "format",
          "origin",
          "receivedAt",
          "receivedBy",
          "results",
          "openFindings",
          "partial",
          "notices"
        ],
        "properties": {
          "tool": {
            "type": "string",
            "description": "What the tool is known by"
          },
          "toolName": {
            "type": "string"
          },
          "toolVersion": {
            "type": "string"
          },
          "category": {
            "type": "string",
            "description": "Empty for the only one"
          },
          "format": {
            "type": "string"
          },
          "origin": {
            "type": "string",
            "enum": [
              "upload",
              "source",
              "native"
            ],
            "description": "`source`: a file in the source; `native`: found by Safety Curtain itself"
          },
          "receivedAt": {
            "type": "string",
            "format": "date-time"
          },
          "receivedBy": {
            "type": "string",
            "description": "Who sent it"
          },
          "ranAt": {
            "type": "string",
            "format": "date-time"
          },
          "revision": {
            "type": "string",
            "description": "The commit it is about"
          },
          "results": {
            "type": "integer",
            "description": "Results that were read"
          },
          "total": {
            "type": "integer",
            "description": "How many there were, where not all were read"
          },
          "openFindings": {
            "type": "integer"
          },
          "partial": {
            "type": "boolean",
            "description": "The tool did not finish; nothing was resolved by it"
          },
          "notices": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What was cut, skipped or not understood"
          }
        }
      },
      "ToolReports": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ToolReport"
            }
          }
        }
      },
      "ReportUpload": {
        "type": "object",
        "required": [
          "created",
          "changes",
          "reports"
        ],
        "properties": {
          "created": {
            "type": "boolean",
            "description": "False: the last reports said the same"
          },
          "changes": {
            "$ref": "#/components/schemas/FindingChangeCounts"
          },
          "reports": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ToolReport"
            }
          }
        }
      },
      "ScanState": {
        "type": "string",
        "enum": [
          "running",
          "succeeded",
          "partial",
          "unchanged",
          "failed",
          "abandoned"
        ]
      },
      "ScanTrigger": {
        "type": "string",
        "enum": [
          "schedule",
          "manual",
          "event",
          "catalog",
          "upload"
        ]
      },
      "ScanStep": {
        "type": "string",
        "enum": [
          "fetching",
          "reading",
          "documents",
          "matching",
          "storing"
        ]
      },
      "Scan": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "trigger",
          "state",
          "startedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "trigger": {
            "$ref": "#/components/schemas/ScanTrigger"
          },
          "requestedBy": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ScanState"
          },
          "step": {
            "$ref": "#/components/schemas/ScanStep"
          },
          "progress": {
            "type": "string",
            "description": "What the step is at, for people: `12 of 40 files`"
          },
          "revision": {
            "type": "string"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "durationMs": {
            "type": "integer"
          },
          "snapshotId": {
            "type": "string"
          },
          "error": {
            "type": "string"
          },
          "filesRead": {
            "type": "integer"
          },
          "filesSkipped": {
            "type": "integer"
          },
          "filesFailed": {
            "type": "integer"
          },
          "suddenLosses": {
            "type": "integer",
            "description": "Files among those read that have suddenly lost components, and may be damaged"
          },
          "unresolvedVersions": {
            "type": "integer",
            "description": "Dependencies whose version could not be found out; absent where no file was read"
          },
          "restoredDocuments": {
            "type": "integer",
            "description": "Stored documents of its snapshot that were damaged and that it wrote anew"
          },
          "componentCount": {
            "type": "integer"
          },
          "findingsOpened": {
            "type": "integer"
          },
          "findingsResolved": {
            "type": "integer"
          },
          "openFindings": {
            "$ref": "#/components/schemas/SeverityCounts"
          }
        }
      },
      "ScanPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Scan"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ScanDetail": {
        "type": "object",
        "required": [
          "scan",
          "files"
        ],
        "properties": {
          "scan": {
            "$ref": "#/components/schemas/Scan"
          },
          "files": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ManifestCoverage"
            }
          }
        }
      },
      "ScanRequest": {
        "type": "object",
        "required": [
          "entityRef",
          "queued"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "queued": {
            "type": "boolean"
          },
          "scan": {
            "$ref": "#/components/schemas/Scan"
          }
        }
      },
      "ScorecardTrend": {
        "type": "object",
        "required": [
          "points"
        ],
        "properties": {
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "The first answer there is; points before it are missing"
          },
          "points": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "at",
                "services"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "services": {
                  "type": "integer"
                },
                "levels": {
                  "type": "array",
                  "description": "As in roll-ups; where no check was asked for",
                  "items": {
                    "type": "integer"
                  }
                },
                "answers": {
                  "$ref": "#/components/schemas/ScorecardAnswerCounts"
                }
              }
            }
          }
        }
      },
      "ScorecardMovers": {
        "type": "object",
        "required": [
          "items",
          "up",
          "down"
        ],
        "properties": {
          "up": {
            "type": "integer"
          },
          "down": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "name",
                "owners",
                "from",
                "to",
                "at"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "owners": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "from": {
                  "type": "integer",
                  "description": "Levels held then"
                },
                "to": {
                  "type": "integer",
                  "description": "Levels held now"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          }
        }
      },
      "ScorecardCampaignList": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "title",
                "target",
                "state",
                "services",
                "done",
                "teams",
                "teamsLeft"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "target": {
                  "type": "string"
                },
                "level": {
                  "type": "string"
                },
                "state": {
                  "type": "string",
                  "enum": [
                    "done",
                    "open",
                    "overdue"
                  ]
                },
                "services": {
                  "type": "integer"
                },
                "done": {
                  "type": "integer"
                },
                "teams": {
                  "type": "array",
                  "description": "Teams with services that lack it, most first, at most 50",
                  "items": {
                    "type": "object",
                    "required": [
                      "ref",
                      "title",
                      "services",
                      "done"
                    ],
                    "properties": {
                      "ref": {
                        "type": "string"
                      },
                      "title": {
                        "type": "string"
                      },
                      "services": {
                        "type": "integer"
                      },
                      "done": {
                        "type": "integer"
                      }
                    }
                  }
                },
                "teamsLeft": {
                  "type": "integer",
                  "description": "Teams beyond those"
                }
              }
            }
          }
        }
      },
      "ScorecardList": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardDefinition"
            }
          }
        }
      },
      "ScorecardDefinition": {
        "type": "object",
        "required": [
          "name",
          "title",
          "filter",
          "checks",
          "levels",
          "campaigns"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "filter": {
            "type": "object",
            "description": "Services that it is for; an empty list asks nothing",
            "required": [
              "kinds",
              "types",
              "lifecycles",
              "tags",
              "owners"
            ],
            "properties": {
              "kinds": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "types": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "lifecycles": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "tags": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "owners": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardCheck"
            }
          },
          "levels": {
            "type": "array",
            "description": "From the lowest",
            "items": {
              "type": "object",
              "required": [
                "name",
                "title",
                "checks",
                "warningsHold"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "checks": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "warningsHold": {
                  "type": "boolean"
                }
              }
            }
          },
          "campaigns": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "title",
                "target",
                "checks"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "target": {
                  "type": "string",
                  "description": "A day or a time",
                  "ISO 8601": null
                },
                "level": {
                  "type": "string"
                },
                "checks": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "ScorecardCheck": {
        "type": "object",
        "required": [
          "id",
          "title",
          "category",
          "weight",
          "advice",
          "controls",
          "options"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "category": {
            "type": "string"
          },
          "weight": {
            "type": "number",
            "description": "1 to 10"
          },
          "advice": {
            "type": "string"
          },
          "controls": {
            "type": "array",
            "description": "Requirements of frameworks that it serves",
            "items": {
              "type": "object",
              "required": [
                "framework",
                "title",
                "id"
              ],
              "properties": {
                "framework": {
                  "type": "string"
                },
                "title": {
                  "type": "string",
                  "description": "Name of the framework"
                },
                "id": {
                  "type": "string"
                }
              }
            }
          },
          "options": {
            "type": "object",
            "description": "Thresholds in force, by name",
            "additionalProperties": {
              "type": "number"
            }
          }
        }
      },
      "ScorecardAnswerCounts": {
        "type": "object",
        "required": [
          "pass",
          "warn",
          "fail",
          "notApplicable",
          "unknown",
          "exempted"
        ],
        "properties": {
          "pass": {
            "type": "integer"
          },
          "warn": {
            "type": "integer"
          },
          "fail": {
            "type": "integer"
          },
          "notApplicable": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "exempted": {
            "type": "integer"
          }
        }
      },
      "ScorecardRollUpRow": {
        "type": "object",
        "required": [
          "ref",
          "title",
          "services",
          "criticalServices",
          "levels",
          "alertLevels",
          "checks",
          "failingCritical",
          "failingCriticalCount",
          "overdue"
        ],
        "properties": {
          "ref": {
            "type": "string",
            "description": "Entity ref, `organization` or `unowned`"
          },
          "title": {
            "type": "string"
          },
          "parents": {
            "type": "array",
            "description": "Groups, or domains, right above it",
            "items": {
              "type": "string"
            }
          },
          "services": {
            "type": "integer"
          },
          "criticalServices": {
            "type": "integer"
          },
          "levels": {
            "type": "array",
            "description": "Services by the number of levels that they hold; the first number is of those that hold none",
            "items": {
              "type": "integer"
            }
          },
          "alertLevels": {
            "$ref": "#/components/schemas/AlertLevelCounts"
          },
          "checks": {
            "type": "array",
            "description": "In the order of the scorecard's checks",
            "items": {
              "$ref": "#/components/schemas/ScorecardAnswerCounts"
            }
          },
          "failingCritical": {
            "type": "array",
            "description": "Critical services with a check that fails, the first 20",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "name",
                "checks"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "checks": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "failingCriticalCount": {
            "type": "integer"
          },
          "overdue": {
            "type": "integer",
            "description": "Services that an overdue campaign still waits for"
          }
        }
      },
      "AlertLevelCounts": {
        "type": "object",
        "description": "Services by their alert level",
        "required": [
          "high",
          "medium",
          "low",
          "unknown"
        ],
        "properties": {
          "high": {
            "type": "integer"
          },
          "medium": {
            "type": "integer"
          },
          "low": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          }
        }
      },
      "ScorecardRollUp": {
        "type": "object",
        "required": [
          "scorecard",
          "by",
          "rows",
          "total",
          "pending"
        ],
        "properties": {
          "scorecard": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "rows": {
            "type": "array",
            "description": "Those with most failures of critical services first",
            "items": {
              "$ref": "#/components/schemas/ScorecardRollUpRow"
            }
          },
          "total": {
            "$ref": "#/components/schemas/ScorecardRollUpRow"
          },
          "pending": {
            "type": "integer",
            "description": "Services that have not been asked yet, or not since the scorecards were changed: they are in no count"
          },
          "oldest": {
            "type": "string",
            "format": "date-time",
            "description": "When the answers that are longest ago were given"
          }
        }
      },
      "ScorecardNode": {
        "type": "object",
        "required": [
          "ref",
          "title",
          "scorecards"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "scorecards": {
            "type": "array",
            "description": "Those with services of this node",
            "items": {
              "type": "object",
              "required": [
                "scorecard",
                "title",
                "levels",
                "rollUp",
                "overdueServices",
                "worst"
              ],
              "properties": {
                "scorecard": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "levels": {
                  "type": "array",
                  "description": "Titles, from the lowest",
                  "items": {
                    "type": "string"
                  }
                },
                "rollUp": {
                  "$ref": "#/components/schemas/ScorecardRollUpRow"
                },
                "overdueServices": {
                  "type": "array",
                  "description": "Services that an overdue campaign waits for, at most 20; `rollUp.overdue` counts all",
                  "items": {
                    "type": "object",
                    "required": [
                      "entityRef",
                      "name"
                    ],
                    "properties": {
                      "entityRef": {
                        "type": "string"
                      },
                      "name": {
                        "type": "string"
                      }
                    }
                  }
                },
                "worst": {
                  "type": "array",
                  "description": "Checks that services fail, at most 5 (`rollUp.checks` counts all); what weighs more first, then what more services fail",
                  "items": {
                    "type": "object",
                    "required": [
                      "check",
                      "title",
                      "advice",
                      "weight",
                      "failing"
                    ],
                    "properties": {
                      "weight": {
                        "type": "number",
                        "description": "1 to 10"
                      },
                      "check": {
                        "type": "string"
                      },
                      "title": {
                        "type": "string"
                      },
                      "advice": {
                        "type": "string"
                      },
                      "failing": {
                        "type": "integer"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "ScorecardAnswer": {
        "type": "string",
        "description": "`warn`: it holds, and something about it needs attention; `unknown`: facts are missing or the check broke; `exempted`: set aside by an exemption that holds now",
        "enum": [
          "pass",
          "warn",
          "fail",
          "notApplicable",
          "unknown",
          "exempted"
        ]
      },
      "ScorecardCheckAnswer": {
        "type": "string",
        "description": "What the check itself answered, whatever was exempted",
        "enum": [
          "pass",
          "warn",
          "fail",
          "notApplicable",
          "unknown"
        ]
      },
      "ScorecardService": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "owners",
          "critical",
          "levelsHeld",
          "answers",
          "scoredAt"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "critical": {
            "type": "boolean"
          },
          "level": {
            "type": "string",
            "description": "Absent where it holds none"
          },
          "levelsHeld": {
            "type": "integer"
          },
          "levelSince": {
            "type": "string",
            "format": "date-time"
          },
          "answers": {
            "type": "array",
            "description": "In the order of the scorecard's checks",
            "items": {
              "$ref": "#/components/schemas/ScorecardAnswer"
            }
          },
          "missing": {
            "type": "array",
            "description": "Checks that the next level lacks, the least effort first",
            "items": {
              "type": "string"
            }
          },
          "overdue": {
            "type": "array",
            "description": "Names of overdue campaigns that wait for it",
            "items": {
              "type": "string"
            }
          },
          "reasons": {
            "type": "array",
            "description": "Of checks that fail, warn or are unknown, in the order of the scorecard; where `reasons` was asked for",
            "items": {
              "type": "object",
              "required": [
                "check",
                "reason"
              ],
              "properties": {
                "check": {
                  "type": "string"
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          },
          "scoredAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "ScorecardServicePage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardService"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ScorecardEvidence": {
        "type": "object",
        "required": [
          "kind",
          "text"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "component",
              "exception",
              "fact",
              "file",
              "finding",
              "manifest",
              "openssf",
              "sbom",
              "scan"
            ]
          },
          "ref": {
            "type": "string"
          },
          "file": {
            "type": "string",
            "description": "Path below the service's source"
          },
          "line": {
            "type": "integer"
          },
          "date": {
            "type": "string"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "ScorecardExemption": {
        "type": "object",
        "required": [
          "approver",
          "reason",
          "expires"
        ],
        "properties": {
          "decisionId": {
            "type": "string",
            "description": "Absent where it is written in the configuration"
          },
          "approver": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "expires": {
            "type": "string"
          }
        }
      },
      "ServiceCheck": {
        "type": "object",
        "required": [
          "check",
          "answer",
          "result",
          "reason",
          "evidence",
          "toChange",
          "since"
        ],
        "properties": {
          "check": {
            "type": "string",
            "description": "Id of a check of the scorecard"
          },
          "answer": {
            "$ref": "#/components/schemas/ScorecardAnswer"
          },
          "result": {
            "$ref": "#/components/schemas/ScorecardCheckAnswer"
          },
          "reason": {
            "type": "string"
          },
          "evidence": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardEvidence"
            }
          },
          "toChange": {
            "type": "integer"
          },
          "score": {
            "type": "number",
            "description": "0 to 10"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Since when the answer is this one"
          },
          "exempted": {
            "$ref": "#/components/schemas/ScorecardExemption"
          },
          "expired": {
            "$ref": "#/components/schemas/ScorecardExemption"
          }
        }
      },
      "ServiceScorecard": {
        "type": "object",
        "required": [
          "scorecard",
          "levelsHeld",
          "critical",
          "checks",
          "campaigns",
          "scoredAt"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardDefinition"
          },
          "level": {
            "type": "string"
          },
          "levelsHeld": {
            "type": "integer"
          },
          "levelSince": {
            "type": "string",
            "format": "date-time"
          },
          "critical": {
            "type": "boolean"
          },
          "next": {
            "type": "object",
            "description": "Absent where all levels hold",
            "required": [
              "level",
              "missing"
            ],
            "properties": {
              "level": {
                "type": "string"
              },
              "missing": {
                "type": "array",
                "description": "The least effort first",
                "items": {
                  "type": "object",
                  "required": [
                    "check",
                    "effort"
                  ],
                  "properties": {
                    "check": {
                      "type": "string"
                    },
                    "effort": {
                      "type": "number",
                      "description": "Units of about an hour: what one thing takes times how many have to change"
                    }
                  }
                }
              }
            }
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ServiceCheck"
            }
          },
          "campaigns": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "title",
                "target",
                "state",
                "missing"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "target": {
                  "type": "string"
                },
                "state": {
                  "type": "string",
                  "enum": [
                    "done",
                    "open",
                    "overdue"
                  ]
                },
                "missing": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "openSsf": {
            "type": "object",
            "description": "OpenSSF Scorecard's aggregate, where the scorecard asks for it",
            "required": [
              "partial",
              "coverage",
              "by"
            ],
            "properties": {
              "score": {
                "type": "number",
                "description": "0 to 10"
              },
              "partial": {
                "type": "boolean"
              },
              "coverage": {
                "type": "number",
                "description": "Share of OpenSSF's weight that could be answered"
              },
              "by": {
                "type": "string",
                "enum": [
                  "result",
                  "own",
                  "both",
                  "none"
                ]
              }
            }
          },
          "scoredAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "ServiceScorecards": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "scorecards",
          "pending"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "scorecards": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ServiceScorecard"
            }
          },
          "pending": {
            "type": "boolean",
            "description": "Facts have changed since, or it was never asked: answers follow within a minute or so"
          },
          "error": {
            "type": "string",
            "description": "Why it could not be asked the last time"
          },
          "mayExempt": {
            "type": "boolean",
            "description": "Whether the caller may ask for an exemption here"
          }
        }
      },
      "ScorecardHistoryPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "since",
                "kind"
              ],
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "level",
                    "check"
                  ]
                },
                "check": {
                  "type": "string"
                },
                "answer": {
                  "$ref": "#/components/schemas/ScorecardAnswer"
                },
                "levelsHeld": {
                  "type": "integer"
                },
                "since": {
                  "type": "string",
                  "format": "date-time"
                },
                "until": {
                  "type": "string",
                  "format": "date-time",
                  "description": "Absent where it still is so"
                }
              }
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Severity": {
        "type": "string",
        "enum": [
          "critical",
          "high",
          "medium",
          "low",
          "none",
          "unknown"
        ]
      },
      "SeverityCounts": {
        "type": "object",
        "required": [
          "critical",
          "high",
          "medium",
          "low",
          "none",
          "unknown"
        ],
        "properties": {
          "critical": {
            "type": "integer"
          },
          "high": {
            "type": "integer"
          },
          "medium": {
            "type": "integer"
          },
          "low": {
            "type": "integer"
          },
          "none": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          }
        }
      },
      "Scope": {
        "type": "string",
        "enum": [
          "runtime",
          "development",
          "optional",
          "unknown"
        ],
        "description": "What a package is needed for; `unknown` where the files do not tell, which counts as runtime wherever it has to be decided"
      },
      "Direct": {
        "type": "boolean",
        "description": "Whether the project asks for it itself; absent where the files do not tell"
      },
      "DirectFilter": {
        "type": "string",
        "enum": [
          "true",
          "false",
          "unknown"
        ]
      },
      "Total": {
        "type": "object",
        "description": "A count that stops at a bound; `atLeast` says that it did",
        "required": [
          "count",
          "atLeast"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "atLeast": {
            "type": "boolean"
          }
        }
      },
      "PathList": {
        "type": "object",
        "required": [
          "paths",
          "truncated"
        ],
        "properties": {
          "truncated": {
            "type": "boolean"
          },
          "paths": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "manifest",
                "declaredIn",
                "purls"
              ],
              "properties": {
                "manifest": {
                  "type": "string"
                },
                "declaredIn": {
                  "type": "string",
                  "description": "Where people declare what the manifest locks: package.json of package-lock.json"
                },
                "purls": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "Override": {
        "type": "object",
        "required": [
          "file",
          "kind",
          "text"
        ],
        "properties": {
          "file": {
            "type": "string",
            "description": "The file to write it into; of a command",
            "the one that it changes": null
          },
          "kind": {
            "type": "string",
            "enum": [
              "file",
              "command"
            ]
          },
          "text": {
            "type": "string"
          }
        }
      },
      "SnapshotOrigin": {
        "type": "string",
        "enum": [
          "scan",
          "upload"
        ]
      },
      "Snapshot": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "createdAt",
          "lastObservedAt",
          "componentCount",
          "partial",
          "documents",
          "origin",
          "owners"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "targetName": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "origin": {
            "$ref": "#/components/schemas/SnapshotOrigin"
          },
          "name": {
            "type": "string",
            "description": "Of an upload; tells several of one entity apart"
          },
          "release": {
            "type": "string"
          },
          "recordedBy": {
            "type": "string",
            "description": "Who uploaded it"
          },
          "tools": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What made the document"
          },
          "quality": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "description": "Of the SBOM"
          },
          "current": {
            "type": "boolean",
            "description": "In force now"
          },
          "held": {
            "type": "boolean",
            "description": "A hold keeps it from being deleted"
          },
          "observations": {
            "type": "integer"
          },
          "scanId": {
            "type": "string"
          },
          "revision": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastObservedAt": {
            "type": "string",
            "format": "date-time"
          },
          "componentCount": {
            "type": "integer"
          },
          "directCount": {
            "type": "integer"
          },
          "partial": {
            "type": "boolean"
          },
          "documents": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "format",
                "sha256",
                "size"
              ],
              "properties": {
                "format": {
                  "type": "string",
                  "enum": [
                    "cyclonedx",
                    "spdx",
                    "original"
                  ]
                },
                "mediaType": {
                  "type": "string"
                },
                "sha256": {
                  "type": "string"
                },
                "size": {
                  "type": "integer",
                  "description": "bytes"
                },
                "store": {
                  "type": "string",
                  "description": "Which archive store holds it"
                },
                "signedBy": {
                  "type": "string",
                  "description": "Id of the key of the signature that can be had of it; absent where there is none"
                }
              }
            }
          }
        }
      },
      "SnapshotPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Snapshot"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "SnapshotDiff": {
        "type": "object",
        "required": [
          "base",
          "snapshot",
          "added",
          "removed",
          "changed"
        ],
        "properties": {
          "base": {
            "$ref": "#/components/schemas/Snapshot"
          },
          "snapshot": {
            "$ref": "#/components/schemas/Snapshot"
          },
          "added": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageVersion"
            }
          },
          "removed": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageVersion"
            }
          },
          "changed": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "before",
                "after"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "type": {
                  "type": "string"
                },
                "before": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "after": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "findingsOpened": {
            "type": "array",
            "description": "Absent for whoever may not read the findings of the entity",
            "x-permissions": [
              "supplyChain.finding.read"
            ],
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "findingsResolved": {
            "type": "array",
            "description": "Absent for whoever may not read the findings of the entity",
            "x-permissions": [
              "supplyChain.finding.read"
            ],
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          }
        }
      },
      "PackageVersion": {
        "type": "object",
        "required": [
          "name",
          "version"
        ],
        "properties": {
          "purl": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          }
        }
      },
      "SbomQuality": {
        "type": "object",
        "required": [
          "score",
          "checks"
        ],
        "properties": {
          "score": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100
          },
          "checks": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "title",
                "passed",
                "of"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "weight": {
                  "type": "integer"
                },
                "passed": {
                  "type": "integer"
                },
                "of": {
                  "type": "integer"
                },
                "advice": {
                  "type": "string"
                }
              }
            }
          },
          "minimumElements": {
            "$ref": "#/components/schemas/MinimumElements"
          }
        }
      },
      "MinimumElements": {
        "description": "The 17 data fields of CISA's minimum elements (2026), by name; absent where the document was not read again",
        "type": "object",
        "required": [
          "score",
          "explained",
          "elements"
        ],
        "properties": {
          "score": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "description": "The share of what is stated"
          },
          "explained": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "description": "The share of what is stated, or said to be unknown or withheld"
          },
          "elements": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "name",
                "stated",
                "unknown",
                "withheld",
                "missing",
                "of",
                "advice",
                "lackedBy"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "stated": {
                  "type": "integer"
                },
                "unknown": {
                  "type": "integer"
                },
                "withheld": {
                  "type": "integer"
                },
                "missing": {
                  "type": "integer"
                },
                "of": {
                  "type": "integer"
                },
                "advice": {
                  "type": "string"
                },
                "lackedBy": {
                  "description": "The first components that say nothing of it",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "AlertLevel": {
        "type": "string",
        "description": "How much a service needs attention, by its open findings and license issues; `unknown` where nothing of it was ever read",
        "enum": [
          "unknown",
          "low",
          "medium",
          "high"
        ]
      },
      "AlertLevelPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "level",
                "since"
              ],
              "properties": {
                "level": {
                  "$ref": "#/components/schemas/AlertLevel"
                },
                "since": {
                  "type": "string",
                  "format": "date-time"
                },
                "until": {
                  "type": "string",
                  "format": "date-time",
                  "description": "Absent where it is in force"
                }
              }
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "AlertReason": {
        "type": "object",
        "description": "One thing that makes a service reach its level",
        "required": [
          "kind",
          "count"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "severity",
              "findings",
              "licenseIssues"
            ]
          },
          "count": {
            "type": "integer"
          },
          "severity": {
            "description": "Of the findings that are counted; of `severity` alone",
            "allOf": [
              {
                "$ref": "#/components/schemas/Severity"
              }
            ]
          },
          "from": {
            "type": "integer",
            "description": "From how many findings on; of `findings` alone"
          }
        }
      },
      "Alert": {
        "type": "object",
        "required": [
          "level",
          "because"
        ],
        "properties": {
          "level": {
            "$ref": "#/components/schemas/AlertLevel"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "because": {
            "type": "array",
            "description": "Nothing makes a service low or unknown",
            "items": {
              "$ref": "#/components/schemas/AlertReason"
            }
          }
        }
      },
      "TargetHealth": {
        "type": "string",
        "description": "`ok` the last scan read everything; `partial` some file could not be read; `failed` the last scan failed; `stale` no good scan for longer than twice the schedule; `empty` nothing that can be scanned was found; `pending` never scanned; `unscannable` the entity names no readable source",
        "enum": [
          "ok",
          "partial",
          "failed",
          "stale",
          "empty",
          "pending",
          "unscannable"
        ]
      },
      "Target": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "owners",
          "tags",
          "health",
          "alertLevel",
          "openFindings",
          "schedule"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string",
            "description": "The entity's title or name"
          },
          "kind": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "source": {
            "type": "string",
            "description": "Where it is read from",
            "without credentials": null
          },
          "health": {
            "$ref": "#/components/schemas/TargetHealth"
          },
          "healthReason": {
            "type": "string"
          },
          "alertLevel": {
            "$ref": "#/components/schemas/AlertLevel"
          },
          "gate": {
            "$ref": "#/components/schemas/StoredGate"
          },
          "openFindings": {
            "$ref": "#/components/schemas/SeverityCounts"
          },
          "componentCount": {
            "type": "integer"
          },
          "lastScan": {
            "$ref": "#/components/schemas/Scan"
          },
          "lastGoodScanAt": {
            "type": "string",
            "format": "date-time"
          },
          "schedule": {
            "type": "object",
            "required": [
              "queued",
              "running"
            ],
            "properties": {
              "nextScanAt": {
                "type": "string",
                "format": "date-time"
              },
              "queued": {
                "type": "boolean"
              },
              "running": {
                "type": "boolean"
              },
              "attempts": {
                "type": "integer"
              },
              "lastError": {
                "type": "string"
              }
            }
          }
        }
      },
      "StoredGate": {
        "type": "object",
        "description": "What the service's gate said last; absent until it was judged once",
        "required": [
          "outcome",
          "since"
        ],
        "properties": {
          "outcome": {
            "$ref": "#/components/schemas/GateOutcome"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "TargetPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Target"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "TargetDetail": {
        "type": "object",
        "required": [
          "target",
          "alert",
          "manifests",
          "fixable",
          "newest",
          "advisoryData"
        ],
        "properties": {
          "target": {
            "$ref": "#/components/schemas/Target"
          },
          "alert": {
            "$ref": "#/components/schemas/Alert"
          },
          "snapshot": {
            "$ref": "#/components/schemas/Snapshot"
          },
          "manifests": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ManifestCoverage"
            }
          },
          "fixable": {
            "type": "object",
            "description": "Open findings with a fixed version, and how many packages those are in",
            "required": [
              "findings",
              "packages"
            ],
            "properties": {
              "findings": {
                "type": "integer"
              },
              "packages": {
                "type": "integer"
              }
            }
          },
          "knownExploited": {
            "type": "integer"
          },
          "newest": {
            "type": "array",
            "description": "Worst open findings",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "advisoryData": {
            "$ref": "#/components/schemas/AdvisoryData"
          },
          "images": {
            "type": "array",
            "description": "Images that the annotation `safety-curtain.io/image` names; absent where there is none",
            "items": {
              "$ref": "#/components/schemas/TargetImage"
            }
          }
        }
      },
      "TargetImage": {
        "type": "object",
        "required": [
          "image",
          "path",
          "components"
        ],
        "properties": {
          "image": {
            "type": "string",
            "description": "As the annotation has it"
          },
          "path": {
            "type": "string",
            "description": "By which its packages say where they are from: `image:ghcr.io/acme/shop`"
          },
          "digest": {
            "type": "string",
            "description": "What the tag leads to"
          },
          "imageDigest": {
            "type": "string",
            "description": "Of the image for the platform"
          },
          "platform": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "source": {
            "type": "string",
            "description": "As a label has it"
          },
          "revision": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "base": {
            "type": "object",
            "description": "The image that it is built on, as its labels say",
            "properties": {
              "name": {
                "type": "string"
              },
              "digest": {
                "type": "string"
              }
            }
          },
          "signatures": {
            "type": "integer",
            "description": "Signatures beside it; `provenance` says what they are worth"
          },
          "provenance": {
            "description": "What signatures and attestations of it come to; absent where the portal verifies none",
            "allOf": [
              {
                "$ref": "#/components/schemas/Origin"
              },
              {
                "type": "object",
                "required": [
                  "outcome",
                  "reason"
                ],
                "properties": {
                  "outcome": {
                    "$ref": "#/components/schemas/ProvenanceOutcome"
                  },
                  "reason": {
                    "type": "string"
                  }
                }
              }
            ]
          },
          "sbom": {
            "type": "string",
            "enum": [
              "read",
              "none",
              "failed"
            ],
            "description": "Absent where nobody has looked yet"
          },
          "sbomReason": {
            "type": "string",
            "description": "Why none could be read"
          },
          "sbomFrom": {
            "type": "string"
          },
          "components": {
            "type": "integer",
            "description": "Package versions from its SBOM"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "lookedAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "type": "string",
            "description": "Why the registry could not be read at last"
          }
        }
      },
      "ManifestCoverage": {
        "type": "object",
        "required": [
          "path",
          "outcome"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "format": {
            "type": "string"
          },
          "outcome": {
            "type": "string",
            "enum": [
              "read",
              "skipped",
              "failed"
            ]
          },
          "reason": {
            "type": "string"
          },
          "warnings": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "components": {
            "type": "integer"
          },
          "staleSince": {
            "type": "string",
            "format": "date-time",
            "description": "Set where the file could not be read and what was known before still stands"
          },
          "suddenLoss": {
            "$ref": "#/components/schemas/SuddenLoss"
          },
          "unresolved": {
            "$ref": "#/components/schemas/UnresolvedVersions"
          }
        }
      },
      "UnresolvedVersions": {
        "type": "object",
        "description": "Dependencies that the file names without a version that could be found out, and which are no components",
        "required": [
          "count",
          "packages",
          "poms"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "packages": {
            "type": "array",
            "description": "Names of the first",
            "items": {
              "type": "string"
            }
          },
          "poms": {
            "type": "array",
            "description": "Maven parents and BOMs that are not at hand; where no version is missing, they may still add dependencies",
            "items": {
              "type": "object",
              "required": [
                "name",
                "role"
              ],
              "properties": {
                "name": {
                  "type": "string",
                  "description": "`group:artifact:version`"
                },
                "role": {
                  "type": "string",
                  "enum": [
                    "parent",
                    "BOM"
                  ]
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "SuddenLoss": {
        "type": "object",
        "description": "The file could be read, and has suddenly lost so many components that it may be damaged",
        "required": [
          "before",
          "since"
        ],
        "properties": {
          "before": {
            "type": "integer",
            "description": "How many components it had at its last good reading"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "TicketState": {
        "type": "string",
        "enum": [
          "waiting",
          "open",
          "left",
          "closed"
        ],
        "description": "`waiting`: not created yet. `left`: people closed it though findings are open"
      },
      "TicketList": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Ticket"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Ticket": {
        "type": "object",
        "required": [
          "id",
          "tracker",
          "project",
          "group",
          "title",
          "state",
          "services",
          "createdAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "tracker": {
            "type": "string"
          },
          "project": {
            "type": "string"
          },
          "group": {
            "type": "string",
            "enum": [
              "upgrade",
              "vulnerability",
              "service",
              "rule"
            ],
            "description": "`rule`: what a rule of a tool finds in one service"
          },
          "title": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/TicketState"
          },
          "remoteId": {
            "type": "string",
            "description": "In the tracker: a number, a key"
          },
          "url": {
            "type": "string"
          },
          "services": {
            "type": "array",
            "description": "Up to 20 entity refs of those that the caller may see",
            "items": {
              "type": "string"
            }
          },
          "wontFix": {
            "type": "object",
            "description": "What people say in the tracker: a proposal, which decides nothing",
            "properties": {
              "by": {
                "type": "string"
              },
              "text": {
                "type": "string"
              }
            }
          },
          "error": {
            "type": "string",
            "description": "Why it could not be written"
          },
          "nextTryAt": {
            "type": "string",
            "format": "date-time"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "writtenAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "TriageSummary": {
        "type": "object",
        "required": [
          "overdue",
          "dueSoon",
          "needsReview",
          "endingSoon",
          "owners",
          "ownersLeft",
          "remediation"
        ],
        "properties": {
          "overdue": {
            "type": "integer",
            "description": "Open findings whose day is over"
          },
          "dueSoon": {
            "type": "integer",
            "description": "Within 7 days"
          },
          "nextDue": {
            "type": "string",
            "format": "date",
            "description": "The next day, today or later"
          },
          "needsReview": {
            "type": "integer"
          },
          "proposed": {
            "type": "integer",
            "description": "Decisions that wait for an approver; absent within a scope"
          },
          "endingSoon": {
            "type": "integer",
            "description": "Findings whose decision ends within 14 days"
          },
          "owners": {
            "type": "array",
            "description": "Who has what overdue, the most first; the first 50",
            "items": {
              "type": "object",
              "required": [
                "owner",
                "overdue",
                "dueSoon"
              ],
              "properties": {
                "owner": {
                  "type": "string",
                  "description": "Entity ref; empty: nobody"
                },
                "overdue": {
                  "type": "integer"
                },
                "dueSoon": {
                  "type": "integer"
                }
              }
            }
          },
          "ownersLeft": {
            "type": "integer",
            "description": "Owners with something overdue or due soon beyond those"
          },
          "remediation": {
            "type": "array",
            "description": "Of what was resolved within 90 days, by severity",
            "items": {
              "type": "object",
              "required": [
                "severity",
                "resolved",
                "days",
                "late"
              ],
              "properties": {
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "resolved": {
                  "type": "integer"
                },
                "days": {
                  "type": "number",
                  "description": "From first seen to resolved",
                  "on average": null
                },
                "late": {
                  "type": "integer",
                  "description": "Resolved after their day"
                }
              }
            }
          }
        }
      },
      "TriageRule": {
        "type": "object",
        "required": [
          "id",
          "mode",
          "definition"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "mode": {
            "type": "string",
            "enum": [
              "apply",
              "log"
            ]
          },
          "definition": {
            "type": "object",
            "additionalProperties": true,
            "description": "As it is configured"
          },
          "decisionId": {
            "type": "string"
          },
          "findings": {
            "type": "integer",
            "description": "For which it decides now; absent where it only logs"
          }
        }
      },
      "TriageTrial": {
        "type": "object",
        "required": [
          "looked",
          "complete",
          "rules"
        ],
        "properties": {
          "looked": {
            "type": "integer",
            "description": "Findings that were looked at"
          },
          "complete": {
            "type": "boolean",
            "description": "False: there are more than were looked at"
          },
          "rules": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "findings",
                "services",
                "examples"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "findings": {
                  "type": "integer"
                },
                "services": {
                  "type": "integer",
                  "description": "That these are in"
                },
                "examples": {
                  "type": "array",
                  "description": "The first ten",
                  "items": {
                    "type": "object",
                    "required": [
                      "id",
                      "entityRef",
                      "advisory",
                      "package"
                    ],
                    "properties": {
                      "id": {
                        "type": "string"
                      },
                      "entityRef": {
                        "type": "string"
                      },
                      "advisory": {
                        "type": "string"
                      },
                      "package": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "UpgradePlan": {
        "type": "object",
        "required": [
          "entityRef",
          "counts",
          "changes",
          "exact",
          "packages",
          "cut",
          "unplanned"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "readAt": {
            "type": "string",
            "format": "date-time",
            "description": "When the files of the service were last read"
          },
          "counts": {
            "$ref": "#/components/schemas/PlannedCounts"
          },
          "changes": {
            "type": "array",
            "description": "The best first",
            "items": {
              "$ref": "#/components/schemas/PlannedChange"
            }
          },
          "exact": {
            "type": "boolean",
            "description": "No smaller set of these changes clears as much; otherwise they were chosen one by one"
          },
          "packages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedPackage"
            }
          },
          "unplanned": {
            "type": "integer",
            "description": "Open findings that the plan knows nothing of, since the stored graph does not have their packages; a scan brings the two together. Where the plan is cut, also those that it leaves out"
          },
          "cut": {
            "type": "boolean",
            "description": "The service has more than one plan is made of: it has the 1,000 packages with the worst findings, and 2,000 uses of them"
          }
        }
      },
      "PlannedCounts": {
        "type": "object",
        "description": "Findings in numbers; one is cleared where all its places are",
        "required": [
          "findings",
          "cleared",
          "urgent",
          "urgentCleared"
        ],
        "properties": {
          "findings": {
            "type": "integer"
          },
          "cleared": {
            "type": "integer"
          },
          "urgent": {
            "type": "integer"
          },
          "urgentCleared": {
            "type": "integer"
          }
        }
      },
      "PlannedFinding": {
        "type": "object",
        "required": [
          "package",
          "vulnerability",
          "urgent"
        ],
        "properties": {
          "package": {
            "type": "string"
          },
          "vulnerability": {
            "type": "string"
          },
          "urgent": {
            "type": "boolean"
          }
        }
      },
      "UpgradeStep": {
        "type": "string",
        "enum": [
          "patch",
          "minor",
          "major",
          "unknown"
        ]
      },
      "PlannedParent": {
        "type": "object",
        "required": [
          "package",
          "version"
        ],
        "properties": {
          "ecosystem": {
            "type": "string"
          },
          "package": {
            "type": "string"
          },
          "version": {
            "type": "string"
          }
        }
      },
      "PlannedChange": {
        "type": "object",
        "required": [
          "kind",
          "ecosystem",
          "package",
          "from",
          "to",
          "step",
          "young",
          "manifest",
          "format",
          "declaredIn",
          "clears",
          "leaves",
          "alsoThrough"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "upgrade",
              "parent",
              "override"
            ],
            "description": "`upgrade`: of a direct dependency; `parent`: of a direct dependency so that it lets go of others; `override`: a version is forced of what comes in through others"
          },
          "ecosystem": {
            "type": "string"
          },
          "package": {
            "type": "string"
          },
          "from": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "to": {
            "type": "string"
          },
          "step": {
            "$ref": "#/components/schemas/UpgradeStep"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "ageDays": {
            "type": "integer"
          },
          "young": {
            "type": "boolean",
            "description": "Younger than the floor, and taken because it is the fix"
          },
          "unconfirmed": {
            "$ref": "#/components/schemas/UnconfirmedVersion"
          },
          "manifest": {
            "type": "string"
          },
          "format": {
            "type": "string"
          },
          "declaredIn": {
            "type": "string"
          },
          "how": {
            "$ref": "#/components/schemas/Override"
          },
          "clears": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedFinding"
            }
          },
          "leaves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedFinding"
            }
          },
          "seenIn": {
            "type": "string",
            "description": "Of `parent`: the service or the file whose lock file shows that it lets go"
          },
          "alsoThrough": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedParent"
            },
            "description": "Direct dependencies that bring it as well, and may keep the old version"
          }
        }
      },
      "UnconfirmedVersion": {
        "type": "boolean",
        "description": "No registry told of the version, an advisory names it: whether it was deprecated or withdrawn is not known"
      },
      "UpgradeTarget": {
        "type": "object",
        "required": [
          "version",
          "step",
          "young",
          "clears",
          "leaves"
        ],
        "properties": {
          "version": {
            "type": "string"
          },
          "step": {
            "$ref": "#/components/schemas/UpgradeStep"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "young": {
            "type": "boolean"
          },
          "unconfirmed": {
            "$ref": "#/components/schemas/UnconfirmedVersion"
          },
          "clears": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "leaves": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "PlannedPackage": {
        "type": "object",
        "required": [
          "ecosystem",
          "package",
          "version",
          "places",
          "vulnerabilities",
          "urgentVulnerabilities",
          "versionsKnown"
        ],
        "properties": {
          "ecosystem": {
            "type": "string"
          },
          "package": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "places": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "manifest",
                "scope",
                "through",
                "throughAll"
              ],
              "properties": {
                "manifest": {
                  "type": "string"
                },
                "direct": {
                  "$ref": "#/components/schemas/Direct"
                },
                "scope": {
                  "$ref": "#/components/schemas/Scope"
                },
                "through": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/PlannedParent"
                  }
                },
                "throughAll": {
                  "type": "boolean",
                  "description": "Whether these are all"
                }
              }
            }
          },
          "vulnerabilities": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "urgentVulnerabilities": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "clear": {
            "$ref": "#/components/schemas/UpgradeTarget"
          },
          "better": {
            "$ref": "#/components/schemas/UpgradeTarget"
          },
          "urgent": {
            "$ref": "#/components/schemas/UpgradeTarget"
          },
          "newest": {
            "$ref": "#/components/schemas/UpgradeTarget"
          },
          "versionsKnown": {
            "$ref": "#/components/schemas/VersionsKnown"
          },
          "because": {
            "type": "string",
            "enum": [
              "no-fix",
              "only-pre-releases",
              "only-withdrawn",
              "all-affected",
              "versions-not-ordered"
            ],
            "description": "Why there is no clear version"
          }
        }
      },
      "VersionsKnown": {
        "type": "string",
        "enum": [
          "all",
          "newest-and-fixed",
          "fixed"
        ],
        "description": "Which versions of the package are known: all, or only the newest and those that advisories name as fixed, or the latter alone. Where it is not all, lower ones may be as good."
      },
      "BiggestUpgrades": {
        "type": "object",
        "required": [
          "items",
          "packages",
          "packagesLookedAt",
          "exact"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BigUpgrade"
            }
          },
          "packages": {
            "description": "Packages with open findings",
            "$ref": "#/components/schemas/Total"
          },
          "packagesLookedAt": {
            "type": "integer",
            "description": "Those with the most open findings"
          },
          "exact": {
            "type": "boolean",
            "description": "No upgrade of a package that was not looked at could clear as much as the last of these"
          }
        }
      },
      "BigUpgrade": {
        "type": "object",
        "required": [
          "ecosystem",
          "package",
          "from",
          "to",
          "step",
          "findings",
          "urgent",
          "left",
          "services",
          "directServices",
          "owners",
          "ownersLeft",
          "versionsKnown"
        ],
        "properties": {
          "ecosystem": {
            "type": "string"
          },
          "package": {
            "type": "string"
          },
          "from": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "to": {
            "type": "string"
          },
          "step": {
            "$ref": "#/components/schemas/UpgradeStep"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "unconfirmed": {
            "$ref": "#/components/schemas/UnconfirmedVersion"
          },
          "findings": {
            "type": "integer",
            "description": "That it clears"
          },
          "urgent": {
            "type": "integer",
            "description": "Urgent ones among them"
          },
          "left": {
            "type": "integer",
            "description": "Findings of the package in these services that it does not clear"
          },
          "services": {
            "type": "integer"
          },
          "directServices": {
            "type": "integer",
            "description": "Services that ask for the package themselves"
          },
          "owners": {
            "type": "array",
            "description": "Whose services these are, those with the most first; up to 10",
            "items": {
              "type": "object",
              "required": [
                "owner",
                "services"
              ],
              "properties": {
                "owner": {
                  "type": "string",
                  "description": "Entity ref; empty: nobody"
                },
                "services": {
                  "type": "integer"
                }
              }
            }
          },
          "ownersLeft": {
            "type": "integer",
            "description": "Owners beyond those"
          },
          "versionsKnown": {
            "$ref": "#/components/schemas/VersionsKnown"
          }
        }
      },
      "IgnoreFiles": {
        "type": "object",
        "required": [
          "files"
        ],
        "properties": {
          "files": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/IgnoreFile"
            }
          }
        }
      },
      "IgnoreFile": {
        "type": "object",
        "required": [
          "path",
          "origin",
          "entries",
          "notUnderstood",
          "readAt"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "origin": {
            "type": "string",
            "enum": [
              "source",
              "upload"
            ]
          },
          "tool": {
            "type": "string",
            "description": "Absent where the file could never be read"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "type": "string",
            "description": "Why it could not be read last; its entries are as they were before"
          },
          "entries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/IgnoreFileEntry"
            }
          },
          "notUnderstood": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NotUnderstood"
            }
          }
        }
      },
      "IgnoreFileEntry": {
        "type": "object",
        "required": [
          "text",
          "vulnerability",
          "state",
          "findings"
        ],
        "properties": {
          "line": {
            "type": "integer"
          },
          "text": {
            "type": "string",
            "description": "As it is written there"
          },
          "vulnerability": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          },
          "untilFix": {
            "type": "boolean"
          },
          "state": {
            "type": "string",
            "description": "`matches`: findings of now. `matches-nothing`: it can go. `ended`: it says so itself.",
            "enum": [
              "matches",
              "matches-nothing",
              "ended"
            ]
          },
          "findings": {
            "type": "integer",
            "description": "That it is about"
          },
          "decisionId": {
            "type": "string"
          },
          "decision": {
            "type": "string",
            "enum": [
              "proposed",
              "active",
              "rejected",
              "revoked",
              "expired"
            ]
          }
        }
      },
      "VexReport": {
        "type": "object",
        "description": "What came of a VEX document. Lists name the first 100; findings are those that the caller may see.",
        "required": [
          "document",
          "created",
          "statements",
          "superseded",
          "proposed",
          "applied",
          "dismissedFindings",
          "conflicts",
          "information",
          "matchedNothing",
          "notUnderstood",
          "complete"
        ],
        "properties": {
          "document": {
            "type": "object",
            "required": [
              "id",
              "format",
              "specVersion",
              "sha256"
            ],
            "properties": {
              "id": {
                "type": "string",
                "description": "As decisions name it in `originRef`"
              },
              "format": {
                "type": "string",
                "enum": [
                  "CycloneDX",
                  "OpenVEX",
                  "CSAF"
                ]
              },
              "specVersion": {
                "type": "string"
              },
              "version": {
                "type": "string"
              },
              "sha256": {
                "type": "string"
              },
              "author": {
                "type": "string"
              }
            }
          },
          "created": {
            "type": "boolean",
            "description": "False where the same document was taken over before"
          },
          "statements": {
            "type": "integer",
            "description": "That were understood"
          },
          "superseded": {
            "type": "integer",
            "description": "Decisions of its earlier version that ended"
          },
          "proposed": {
            "type": "integer",
            "description": "Statements that wait for approval, as `triage.approval` asks for: they count for nothing yet"
          },
          "applied": {
            "type": "integer",
            "description": "Decisions that are about findings, and not contradicted"
          },
          "dismissedFindings": {
            "type": "integer",
            "description": "Findings that they count for, and that are not open because of it"
          },
          "conflicts": {
            "description": "Findings about which another decision says something else, and stands",
            "$ref": "#/components/schemas/VexReportList"
          },
          "information": {
            "description": "Findings to which not every way leads through what the statement is about, or of which it speaks in part: shown, and not applied",
            "$ref": "#/components/schemas/VexReportList"
          },
          "matchedNothing": {
            "description": "Statements that no finding meets; they wait for one",
            "$ref": "#/components/schemas/VexReportList"
          },
          "notUnderstood": {
            "type": "object",
            "required": [
              "count",
              "items"
            ],
            "properties": {
              "count": {
                "type": "integer"
              },
              "items": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/NotUnderstood"
                }
              }
            }
          },
          "complete": {
            "type": "boolean",
            "description": "False where there are more findings than were looked at for this report; the others follow by themselves"
          }
        }
      },
      "NotUnderstood": {
        "type": "object",
        "description": "A piece of a document that is not taken over, and why",
        "required": [
          "at",
          "reason"
        ],
        "properties": {
          "at": {
            "type": "string",
            "description": "Where: `statements[2]`"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "VexReportList": {
        "type": "object",
        "required": [
          "count",
          "items"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VexReportItem"
            }
          }
        }
      },
      "VexReportItem": {
        "type": "object",
        "required": [
          "at",
          "vulnerability",
          "says",
          "decisionId"
        ],
        "properties": {
          "at": {
            "type": "string",
            "description": "Where in the document"
          },
          "vulnerability": {
            "type": "string"
          },
          "says": {
            "type": "string",
            "description": "The state, in the words of CycloneDX"
          },
          "decisionId": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "package": {
            "type": "string"
          },
          "stands": {
            "type": "string",
            "description": "What the decision says that stands against it"
          },
          "standingDecisionId": {
            "type": "string"
          }
        }
      },
      "Vulnerability": {
        "type": "object",
        "required": [
          "id",
          "aliases",
          "severity",
          "knownExploited",
          "services",
          "findings"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "aliases": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "summary": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "score": {
            "type": "number"
          },
          "epss": {
            "type": "number"
          },
          "epssPercentile": {
            "type": "number"
          },
          "knownExploited": {
            "type": "boolean"
          },
          "malicious": {
            "type": "boolean",
            "description": "Packages were published to do harm"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "modifiedAt": {
            "type": "string",
            "format": "date-time"
          },
          "packages": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "services": {
            "type": "integer"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "findings": {
            "type": "integer"
          }
        }
      },
      "VulnerabilityPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Vulnerability"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "VulnerabilityDetail": {
        "type": "object",
        "required": [
          "vulnerability",
          "claims",
          "unconfirmedAliases"
        ],
        "properties": {
          "vulnerability": {
            "$ref": "#/components/schemas/Vulnerability"
          },
          "claims": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Claim"
            }
          },
          "unconfirmedAliases": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Aliases that other records name and that have no record of their own"
          },
          "scoreBreakdown": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "metric",
                "value"
              ],
              "properties": {
                "metric": {
                  "type": "string"
                },
                "value": {
                  "type": "string"
                },
                "meaning": {
                  "type": "string"
                }
              }
            }
          },
          "epssData": {
            "type": "object",
            "description": "Where the score of EPSS is from",
            "properties": {
              "modelVersion": {
                "type": "string"
              },
              "asOf": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "exploited": {
            "type": "object",
            "required": [
              "dateAdded"
            ],
            "properties": {
              "dateAdded": {
                "type": "string"
              },
              "dueDate": {
                "type": "string"
              },
              "ransomware": {
                "type": "boolean"
              },
              "requiredAction": {
                "type": "string"
              }
            }
          }
        }
      },
      "Claim": {
        "type": "object",
        "description": "What one advisory record says",
        "required": [
          "id",
          "source"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "source": {
            "type": "string",
            "description": "Id of the advisory source that the record came from"
          },
          "summary": {
            "type": "string"
          },
          "details": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "score": {
            "type": "number"
          },
          "vector": {
            "type": "string"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "modifiedAt": {
            "type": "string",
            "format": "date-time"
          },
          "withdrawnAt": {
            "type": "string",
            "format": "date-time"
          },
          "affected": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "ecosystem",
                "name",
                "ranges"
              ],
              "properties": {
                "ecosystem": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "ranges": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  },
                  "description": "For people: `>= 2.0.0, < 2.17.1`"
                }
              }
            }
          },
          "references": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "type",
                "url"
              ],
              "properties": {
                "type": {
                  "type": "string"
                },
                "url": {
                  "type": "string"
                }
              }
            }
          },
          "cwes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Usage": {
        "type": "object",
        "required": [
          "entityRef",
          "targetName",
          "owners",
          "purl",
          "name",
          "version",
          "scope",
          "manifest",
          "advisories"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "targetName": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "purl": {
            "type": "string"
          },
          "ecosystem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "direct": {
            "$ref": "#/components/schemas/Direct"
          },
          "scope": {
            "$ref": "#/components/schemas/Scope"
          },
          "manifest": {
            "type": "string"
          },
          "pinned": {
            "type": "boolean",
            "description": "Of actions and images: whether a commit or a digest is named, so that nobody can put something else in its place. Absent for what has versions that stay"
          },
          "pinnedTo": {
            "type": "string",
            "description": "The commit or digest that is named"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "Absent where that was before it was kept"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "Absent while it is there"
          },
          "removedFromCatalog": {
            "type": "boolean"
          },
          "snapshotId": {
            "type": "string",
            "description": "In which paths to it are found; absent for what was"
          },
          "advisories": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Known vulnerabilities of the version, by risk"
          },
          "clearVersion": {
            "type": "string",
            "description": "Lowest version that is clear of every known vulnerability of the package"
          },
          "stale": {
            "type": "boolean"
          }
        }
      },
      "UsagePage": {
        "type": "object",
        "required": [
          "items",
          "total",
          "services",
          "owners",
          "unknownAdvisories",
          "near"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Usage"
            }
          },
          "total": {
            "$ref": "#/components/schemas/Total"
          },
          "services": {
            "$ref": "#/components/schemas/Total"
          },
          "owners": {
            "$ref": "#/components/schemas/Total"
          },
          "versions": {
            "$ref": "#/components/schemas/VersionsUnderstood"
          },
          "unknownAdvisories": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Ids that were asked for and that no advisory source has: whether anybody is affected cannot be told"
          },
          "near": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NearPackage"
            },
            "description": "Where nothing was found: packages in use whose names are like those that were asked for"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "VersionsUnderstood": {
        "type": "object",
        "description": "How a version range was understood",
        "required": [
          "readings",
          "notRead",
          "uncompared"
        ],
        "properties": {
          "readings": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "ecosystems",
                "text"
              ],
              "properties": {
                "ecosystems": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "text": {
                  "type": "string",
                  "description": "As in `≥ 4.17.0, < 5.0.0`"
                }
              }
            }
          },
          "notRead": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Ecosystems of the packages found in which the text is no version range"
          },
          "uncompared": {
            "type": "integer",
            "description": "Package versions that could not be compared with the range and are left out"
          }
        }
      },
      "NearPackage": {
        "type": "object",
        "required": [
          "ecosystem",
          "name",
          "services"
        ],
        "properties": {
          "ecosystem": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "services": {
            "type": "integer"
          }
        }
      }
    },
    "responses": {
      "Error": {
        "description": "An error in Backstage's shape",
        "content": {
          "application/json": {
            "schema": {
              "type": "object",
              "required": [
                "error",
                "response"
              ],
              "properties": {
                "error": {
                  "type": "object",
                  "required": [
                    "name",
                    "message"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "message": {
                      "type": "string"
                    }
                  }
                },
                "request": {
                  "type": "object"
                },
                "response": {
                  "type": "object",
                  "required": [
                    "statusCode"
                  ],
                  "properties": {
                    "statusCode": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
};
