{{/* A small web server over one script: (root, name, component, values, env, egress, page). */}}
{{- define "engines.chain-page" }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "engines.metadata" . | nindent 2 }}
spec:
  replicas: {{ .values.replicas }}
  selector:
    matchLabels:
      {{- include "engines.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "engines.pod-labels" . | nindent 8 }}
      annotations:
        checksum/pages: {{ .pages | sha256sum }}
    spec:
      {{- include "engines.pod" . | nindent 6 }}
      containers:
        - name: httpd
          {{- include "engines.container" (dict "root" .root "image" .root.Values.chain.scriptImage) | nindent 10 }}
          command: [httpd, -f, -p, "8080", -h, /www]
          env:
            {{- range $name, $value := .env }}
            - {name: {{ $name }}, value: {{ $value }}}
            {{- end }}
          ports:
            - {name: http, containerPort: 8080}
          livenessProbe:
            tcpSocket: {port: http}
            periodSeconds: 20
          readinessProbe:
            httpGet: {path: /, port: http}
            timeoutSeconds: 10
          {{- include "engines.small-resources" . | nindent 10 }}
          volumeMounts:
            - {name: pages, mountPath: /www, readOnly: true}
      volumes:
        - name: pages
          configMap:
            name: {{ .name }}
            # Scripts are run as they are.
            defaultMode: 0555
            items:
              {{- .items | nindent 14 }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "engines.metadata" . | nindent 2 }}
data:
  {{- .pages | nindent 2 }}
{{- include "engines.service" (merge (dict "ports" (dict "http" 8080)) .) }}
{{- include "engines.account" . }}
{{- include "engines.disruption-budget" . }}
{{- end }}
