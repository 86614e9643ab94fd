{{/* Sealers and transaction nodes: (root, name, component, values, role, ports). */}}
{{- define "engines.chain-node" -}}
{{- $chain := .root.Values.chain }}
{{- $seals := eq .role "sealer" }}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  {{- include "engines.metadata" . | nindent 2 }}
spec:
  serviceName: {{ .name }}-headless
  replicas: {{ .values.replicas }}
  podManagementPolicy: Parallel
  minReadySeconds: {{ $chain.minReadySeconds }}
  selector:
    matchLabels:
      {{- include "engines.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "engines.pod-labels" . | nindent 8 }}
      annotations:
        checksum/scripts: {{ include "engines.chain-scripts" (dict "root" .root "scripts" (list "network" "node")) | sha256sum }}
    spec:
      {{- include "engines.pod" . | nindent 6 }}
      initContainers:
        # It alone sees the secrets.
        - name: network
          {{- include "engines.container" (dict "root" .root "image" $chain.image) | nindent 10 }}
          command: [sh, /scripts/network.sh]
          env:
            {{- include "engines.chain-network-environment" .root | nindent 12 }}
            {{- include "engines.chain-node-environment" . | nindent 12 }}
          resources:
            requests: {cpu: 50m, memory: 128Mi}
            limits: {memory: 512Mi}
          volumeMounts:
            - {name: scripts, mountPath: /scripts, readOnly: true}
            - {name: data, mountPath: /data}
            - {name: run, mountPath: /run/geth}
            - {name: temporary, mountPath: /tmp}
      containers:
        - name: geth
          {{- include "engines.container" (dict "root" .root "image" $chain.image) | nindent 10 }}
          command: [sh, /scripts/node.sh]
          env:
            {{- include "engines.chain-node-environment" . | nindent 12 }}
            - {name: HISTORY, value: {{ $chain.history }}}
            - {name: CACHE, value: {{ .values.cache | quote }}}
            - {name: HOSTS, value: {{ join "," $chain.transactions.hosts | quote }}}
            - name: ADDRESS
              valueFrom:
                fieldRef: {fieldPath: status.podIP}
          ports:
            - {name: peers, containerPort: 30303}
            - {name: discovery, containerPort: 30303, protocol: UDP}
            - {name: metrics, containerPort: 6060}
            {{- if not $seals }}
            - {name: rpc, containerPort: 8545}
            - {name: websocket, containerPort: 8546}
            {{- end }}
          {{- $alive := ternary "{path: /debug/metrics/prometheus, port: metrics}" "{path: /, port: rpc}" $seals }}
          startupProbe:
            httpGet: {{ $alive }}
            periodSeconds: 5
            failureThreshold: 120
          livenessProbe:
            httpGet: {{ $alive }}
            periodSeconds: 20
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: {{ $alive }}
            timeoutSeconds: 5
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          volumeMounts:
            - {name: scripts, mountPath: /scripts, readOnly: true}
            - {name: data, mountPath: /data}
            - {name: run, mountPath: /run/geth}
            - {name: temporary, mountPath: /tmp}
      volumes:
        - name: scripts
          configMap: {name: eth-scripts}
        # Keys never lie on a disk here.
        - name: run
          emptyDir: {medium: Memory, sizeLimit: 1Mi}
        - name: temporary
          emptyDir: {sizeLimit: 64Mi}
  {{- include "engines.claims" . | nindent 2 }}
{{- include "engines.service" (merge (dict "service" (printf "%s-headless" .name) "headless" true "ports" .ports) .) }}
{{- include "engines.account" . }}
{{- include "engines.disruption-budget" . }}
{{- end }}

{{/* Nodes among each other, and whom a node asks when it starts. */}}
{{- define "engines.chain-peers" -}}
- {{ .direction }}:
    {{- include "engines.pods" (list "eth-geth-sealer" "eth-geth-tx" "eth-bootnode") | trim | nindent 4 }}
  ports:
    - {port: 30303, protocol: TCP}
    - {port: 30303, protocol: UDP}
    - {port: 30301, protocol: UDP}
{{- end }}
