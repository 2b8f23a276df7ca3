{{/* The configuration of a serving pod, as environment variables. */}}

{{- define "undercroft.variable" -}}
{{- regexReplaceAll "[^A-Za-z0-9]" . "_" | upper }}
{{- end }}

{{/* Numbers of a values file are floating ones, which helm writes with an exponent from a million on. */}}
{{- define "undercroft.text" -}}
{{- if and (kindIs "float64" .) (eq (float64 (int64 .)) .) }}{{ int64 . }}{{ else }}{{ . }}{{ end }}
{{- end }}

{{- define "undercroft.env" -}}
{{ include "undercroft.databaseEnv" . }}
{{ include "undercroft.httpEnv" . }}
{{ include "undercroft.keyEnv" . }}
{{- include "undercroft.issuerEnv" . }}
{{- include "undercroft.javaEnv" . }}
{{- range $name, $value := .Values.settings }}
- name: {{ include "undercroft.variable" $name }}
  value: {{ include "undercroft.text" $value | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "undercroft.httpEnv" -}}
- name: QUARKUS_FLYWAY_MIGRATE_AT_START
  value: "false"
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%ds" (int .Values.shutdown.timeoutSeconds) | quote }}
{{- if .Values.tls.enabled }}
- name: QUARKUS_HTTP_SSL_PORT
  value: "8443"
- name: QUARKUS_HTTP_INSECURE_REQUESTS
  value: disabled
- name: QUARKUS_HTTP_TLS_CONFIGURATION_NAME
  value: http
- name: QUARKUS_TLS__HTTP__KEY_STORE_PEM__SERVER__CERT
  value: /etc/undercroft/tls/tls.crt
- name: QUARKUS_TLS__HTTP__KEY_STORE_PEM__SERVER__KEY
  value: /etc/undercroft/tls/tls.key
- name: QUARKUS_TLS__HTTP__RELOAD_PERIOD
  value: {{ .Values.tls.reloadPeriod | quote }}
{{- else }}
- name: QUARKUS_HTTP_PORT
  value: "8080"
{{- end }}
{{- end }}

{{/* The data directory does not exist: what would write there fails aloud instead of losing a key with the pod. */}}
{{- define "undercroft.keyEnv" -}}
- name: UNDERCROFT_DATA_DIR
  value: /nonexistent
- name: UNDERCROFT_ROOT_KEY_VALUE
  valueFrom:
    secretKeyRef:
      name: {{ include "undercroft.rootKeySecret" . }}
      key: {{ .Values.rootKey.existingSecretKey }}
- name: UNDERCROFT_IDENTITY_BUILT_IN_ENABLED
  value: {{ .Values.builtInIssuer.enabled | quote }}
{{- if .Values.builtInIssuer.enabled }}
- name: UNDERCROFT_IDENTITY_BUILT_IN_ISSUER
  value: {{ .Values.builtInIssuer.issuer | quote }}
- name: UNDERCROFT_IDENTITY_BUILT_IN_AUDIENCE
  value: {{ .Values.builtInIssuer.audience | quote }}
- name: UNDERCROFT_IDENTITY_BUILT_IN_SIGNING_KEY_FILE
  value: /etc/undercroft/signing-key/signing-keys.pem
{{- end }}
{{- end }}

{{/* issuers[0].jwksLocation is UNDERCROFT_IDENTITY_ISSUERS_0__JWKS_LOCATION. */}}
{{- define "undercroft.issuerEnv" -}}
{{- range $index, $issuer := .Values.issuers }}
{{- $prefix := printf "UNDERCROFT_IDENTITY_ISSUERS_%d_" $index }}
{{- range $name, $value := omit $issuer "claims" "workloads" }}
- name: {{ printf "%s_%s" $prefix (snakecase $name | upper) }}
  value: {{ kindIs "slice" $value | ternary (join "," $value) ($value | toString) | quote }}
{{- end }}
{{- range $name, $value := $issuer.claims }}
- name: {{ printf "%s_CLAIMS_%s" $prefix (snakecase $name | upper) }}
  value: {{ $value | quote }}
{{- end }}
{{- range $place, $workload := $issuer.workloads }}
{{- range $name, $value := $workload }}
- name: {{ printf "%s_WORKLOADS_%d__%s" $prefix $place (snakecase $name | upper) }}
  value: {{ kindIs "slice" $value | ternary (join "," $value) ($value | toString) | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
