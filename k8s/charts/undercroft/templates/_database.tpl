{{/* The database: where it is, and the logins. */}}

{{- define "undercroft.clusterName" -}}
{{- printf "%s-db" (include "undercroft.fullname" .) }}
{{- end }}

{{- define "undercroft.databaseHost" -}}
{{- if .Values.database.cloudnativepg.enabled }}
{{- printf "%s-rw" (include "undercroft.clusterName" .) }}
{{- else }}
{{- .Values.database.host }}
{{- end }}
{{- end }}

{{/* The Secret with the database's authority; empty where there is none. */}}
{{- define "undercroft.databaseCaSecret" -}}
{{- if and .Values.database.cloudnativepg.enabled (not .Values.database.caSecret.name) }}
{{- printf "%s-ca" (include "undercroft.clusterName" .) }}
{{- else }}
{{- .Values.database.caSecret.name }}
{{- end }}
{{- end }}

{{- define "undercroft.jdbcUrl" -}}
{{- $parameters := dict "sslmode" .Values.database.sslMode }}
{{- if include "undercroft.databaseCaSecret" . }}
{{- $_ := set $parameters "sslrootcert" "/etc/undercroft/database-ca/ca.crt" }}
{{- end }}
{{- $parameters = merge (dict) .Values.database.parameters $parameters }}
{{- $query := list }}
{{- range $name, $value := $parameters }}
{{- $query = append $query (printf "%s=%s" $name (urlquery $value)) }}
{{- end }}
{{- printf "jdbc:postgresql://%s:%d/%s?%s" (include "undercroft.databaseHost" .) (int .Values.database.port) .Values.database.name (join "&" $query) }}
{{- end }}

{{/* Call with (list . "app"): the Secret with a login's password. */}}
{{- define "undercroft.databaseSecret" -}}
{{- $root := first . }}
{{- $login := get $root.Values.database (last .) }}
{{- default (printf "%s-database-%s" (include "undercroft.fullname" $root) (last .)) $login.existingSecret }}
{{- end }}

{{/* Call with (list . "app" "QUARKUS_DATASOURCE"): user name and password of a login. */}}
{{- define "undercroft.loginEnv" -}}
{{- $root := index . 0 }}
{{- $login := get $root.Values.database (index . 1) -}}
- name: {{ index . 2 }}_USERNAME
  value: {{ $login.username | quote }}
- name: {{ index . 2 }}_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "undercroft.databaseSecret" (list $root (index . 1)) }}
      key: {{ $login.existingSecretKey }}
{{- end }}

{{- define "undercroft.databaseEnv" -}}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ include "undercroft.jdbcUrl" . | quote }}
{{ include "undercroft.loginEnv" (list . "app" "QUARKUS_DATASOURCE") }}
{{ include "undercroft.loginEnv" (list . "batch" "QUARKUS_DATASOURCE_BATCH") }}
{{- end }}

{{- define "undercroft.databaseCaMount" -}}
{{- if include "undercroft.databaseCaSecret" . }}
- name: database-ca
  mountPath: /etc/undercroft/database-ca
  readOnly: true
{{- end }}
{{- end }}

{{- define "undercroft.databaseCaVolume" -}}
{{- with include "undercroft.databaseCaSecret" . }}
- name: database-ca
  secret:
    secretName: {{ . }}
    items:
      - key: {{ $.Values.database.caSecret.key }}
        path: ca.crt
{{- end }}
{{- end }}
