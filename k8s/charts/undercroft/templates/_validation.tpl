{{/* What the schema can't say: values that need each other. Every message says how to mend it. */}}

{{- define "undercroft.validate" -}}
{{- $wrong := list }}
{{- $wrong = append $wrong (include "undercroft.validateKeys" .) }}
{{- $wrong = append $wrong (include "undercroft.validateTls" .) }}
{{- $wrong = append $wrong (include "undercroft.validateDatabase" .) }}
{{- $wrong = append $wrong (include "undercroft.validateRouting" .) }}
{{- $wrong = append $wrong (include "undercroft.validatePods" .) }}
{{- $messages := join "\n" $wrong | trim }}
{{- if $messages }}
{{- fail (printf "\n%s\n" (regexReplaceAll "\n\\s*\n+" $messages "\n")) }}
{{- end }}
{{- end }}

{{- define "undercroft.validateKeys" -}}
{{- if not (or .Values.rootKey.existingSecret .Values.rootKey.value) }}
rootKey: there is no root key. Make one and keep a copy of it elsewhere (kubectl create secret generic undercroft-root-key --from-literal=root-keys="$(openssl rand -base64 32)"), then set rootKey.existingSecret=undercroft-root-key
{{- end }}
{{- with .Values.builtInIssuer }}
{{- if and .enabled (not (or .signingKey.existingSecret .signingKey.value)) }}
builtInIssuer: there is no signing key. Make one (openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out signing-keys.pem; kubectl create secret generic undercroft-signing-key --from-file=signing-keys.pem), then set builtInIssuer.signingKey.existingSecret=undercroft-signing-key; or set builtInIssuer.enabled=false and name your own issuers
{{- end }}
{{- if not (or .enabled $.Values.issuers) }}
issuers: nobody's tokens are trusted. Name an issuer in issuers, or set builtInIssuer.enabled=true
{{- end }}
{{- end }}
{{- end }}

{{- define "undercroft.validateTls" -}}
{{- if .Values.tls.enabled }}
{{- if not (or .Values.tls.existingSecret .Values.tls.certManager.enabled) }}
tls: there is no certificate. Set tls.existingSecret to a Secret of type kubernetes.io/tls, or tls.certManager.enabled=true with an issuerRef; where something in front of the pods encrypts, set tls.enabled=false and allowPlainHttp=true
{{- end }}
{{- if and .Values.tls.certManager.enabled (not .Values.tls.certManager.issuerRef.name) }}
tls.certManager: who signs is missing. Set tls.certManager.issuerRef.name to an Issuer, or to a ClusterIssuer with issuerRef.kind=ClusterIssuer
{{- end }}
{{- else if not .Values.allowPlainHttp }}
tls: without TLS secrets travel in the clear between pods. Set tls.enabled=true, or allowPlainHttp=true if something in front of the pods encrypts
{{- end }}
{{- end }}

{{- define "undercroft.validateDatabase" -}}
{{- with .Values.database }}
{{- if and .cloudnativepg.enabled .host }}
database: there are two databases. Take out database.host, or set database.cloudnativepg.enabled=false
{{- else if not (or .cloudnativepg.enabled .host) }}
database: there is no database; pods have none of their own. Set database.host to your PostgreSQL, or database.cloudnativepg.enabled=true where its operator is installed
{{- end }}
{{- if and (hasPrefix "verify-" .sslMode) (ne (.parameters.sslfactory | default "") "org.postgresql.ssl.DefaultJavaSSLFactory") (not (include "undercroft.databaseCaSecret" $)) }}
database: sslMode {{ .sslMode }} needs the authority that signed the database's certificate. Set database.caSecret.name to a Secret with ca.crt; for one that the JVM trusts anyway set database.parameters.sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory; or encrypt without asking who answers by database.sslMode=require
{{- end }}
{{- range $login := ternary (list "app" "batch" "owner") (list "app" "batch") (or $.Values.migration.enabled .cloudnativepg.enabled) }}
{{- with get $.Values.database $login }}
{{- if not (or .existingSecret .password) }}
database.{{ $login }}: there is no password. Make a Secret (kubectl create secret generic undercroft-database-{{ $login }} --type=kubernetes.io/basic-auth --from-literal=username={{ .username }} --from-literal=password=...), then set database.{{ $login }}.existingSecret=undercroft-database-{{ $login }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $value := .parameters }}
{{- if regexMatch "(?i)password|^user$|^ssl(mode|rootcert)$" $name }}
database.parameters: {{ $name }} has a place of its own. Take it out, and use the logins' existingSecret, database.sslMode or database.caSecret
{{- end }}
{{- end }}
{{- if and .cloudnativepg.enabled (ge (int .cloudnativepg.synchronousReplicas) (int .cloudnativepg.instances)) }}
database.cloudnativepg: there are too few standbys, so nothing could be committed. Make instances greater than synchronousReplicas
{{- end }}
{{- if and .cloudnativepg.enabled (ne (list .app.existingSecretKey .batch.existingSecretKey .owner.existingSecretKey | uniq | join ",") "password") }}
database: CloudNativePG reads the keys username and password only. Leave existingSecretKey at password
{{- end }}
{{- if or (eq .app.username .batch.username) (eq .app.username .owner.username) (eq .batch.username .owner.username) }}
database: app, batch and owner must be three logins, or rows of one tenant are open to another. Give database.app.username, database.batch.username and database.owner.username different names
{{- end }}
{{- end }}
{{- end }}

{{- define "undercroft.validateRouting" -}}
{{- if and (ne .Values.service.type "ClusterIP") (not .Values.service.allowManagementPaths) }}
service: a {{ .Values.service.type }} shows /q (health, metrics, the API document) to everybody who reaches it, without authentication. Leave service.type=ClusterIP and set ingress.enabled or httpRoute.enabled, which show /v1 only; or narrow networkPolicy.ingressFrom to those who may see it and set service.allowManagementPaths=true
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
ingress: it has no host. Set ingress.hosts
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
httpRoute: it belongs to no Gateway. Set httpRoute.parentRefs
{{- end }}
{{- end }}

{{- define "undercroft.validatePods" -}}
{{- range $name, $value := .Values.settings }}
{{- if regexMatch "(?i)password|credential|root-key|secret-key" $name }}
settings: {{ $name }} is a credential and would be readable by all who may see pods. Take it out, and give it by extraEnv with a secretKeyRef if no value is made for it
{{- end }}
{{- end }}
{{- $needed := add .Values.shutdown.preStopSleepSeconds .Values.shutdown.timeoutSeconds }}
{{- if le (int .Values.terminationGracePeriodSeconds) (int $needed) }}
terminationGracePeriodSeconds: pods would be killed with requests under way. Make it longer than shutdown.preStopSleepSeconds and shutdown.timeoutSeconds together ({{ $needed }})
{{- end }}
{{- with .Values.podDisruptionBudget }}
{{- if and .enabled (ne (kindIs "invalid" .maxUnavailable) (not (kindIs "invalid" .minAvailable))) }}
podDisruptionBudget: it takes one of maxUnavailable and minAvailable. Set the other one to null
{{- end }}
{{- end }}
{{- end }}
