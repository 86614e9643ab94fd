{{- define "engines.search-workload" -}}
name: elasticsearch
component: search
uid: 1000
gid: 0
fsGroup: 1000
grace: 120
{{- end }}
