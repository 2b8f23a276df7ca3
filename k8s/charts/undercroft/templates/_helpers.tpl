{{/* Names and labels. */}}

{{- define "undercroft.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "undercroft.fullname" -}}
{{- $name := include "undercroft.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "undercroft.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/name: {{ include "undercroft.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: undercroft
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Call with (list . "server"): what selects the pods of one component. */}}
{{- define "undercroft.selectorLabels" -}}
{{- $root := first . -}}
app.kubernetes.io/name: {{ include "undercroft.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ last . }}
{{- end }}

{{/* Call with (list . "server"): the labels of a component's pods. */}}
{{- define "undercroft.podLabels" -}}
{{- $root := first . -}}
{{ include "undercroft.selectorLabels" . }}
app.kubernetes.io/part-of: undercroft
{{- with merge (dict) $root.Values.podLabels $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "undercroft.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "undercroft.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "undercroft.image" -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag }}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository $tag }}
{{- end }}
{{- end }}

{{- define "undercroft.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The port's name, and the scheme of requests to it. */}}
{{- define "undercroft.scheme" -}}
{{- ternary "https" "http" .Values.tls.enabled }}
{{- end }}

{{- define "undercroft.servicePort" -}}
{{- default (ternary 443 80 .Values.tls.enabled) .Values.service.port }}
{{- end }}

{{- define "undercroft.serverName" -}}
{{- default (printf "%s.%s.svc" (include "undercroft.fullname" .) .Release.Namespace) .Values.tls.serverName }}
{{- end }}

{{- define "undercroft.tlsSecret" -}}
{{- default (printf "%s-tls" (include "undercroft.fullname" .)) .Values.tls.existingSecret }}
{{- end }}

{{- define "undercroft.rootKeySecret" -}}
{{- default (printf "%s-root-key" (include "undercroft.fullname" .)) .Values.rootKey.existingSecret }}
{{- end }}

{{- define "undercroft.signingKeySecret" -}}
{{- default (printf "%s-signing-key" (include "undercroft.fullname" .)) .Values.builtInIssuer.signingKey.existingSecret }}
{{- end }}

{{/* What the containers of server and migration share. */}}
{{- define "undercroft.tmpMount" -}}
- name: tmp
  mountPath: /tmp
{{- end }}

{{- define "undercroft.tmpVolume" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.tmpSizeLimit }}
{{- end }}

{{- define "undercroft.javaEnv" -}}
{{- with .Values.javaOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end }}
