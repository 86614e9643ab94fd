{{- define "engines.chain-network-environment" -}}
- name: NETWORK_SEED
  valueFrom:
    secretKeyRef: {name: {{ .Values.chain.network.existingSecret | default "eth-network" }}, key: seed}
{{ include "engines.secret-env" (dict "root" . "env" "ACCOUNTS_SECRET" "secret" "chain" "key" "accounts") }}
- {name: ACCOUNTS, value: {{ .Values.chain.genesis.accounts | quote }}}
- {name: SEALERS, value: {{ .Values.chain.genesis.sealers | quote }}}
- {name: PERIOD, value: {{ .Values.chain.genesis.period | quote }}}
- {name: REGISTRAR, value: "http://eth-bootnode-registrar:8080"}
{{- end }}

{{- define "engines.chain-node-environment" -}}
- {name: CHAIN_ID, value: {{ .root.Values.global.chain.id | quote }}}
- {name: GAS_LIMIT, value: {{ .root.Values.chain.genesis.gasLimit | int | quote }}}
- {name: ROLE, value: {{ .role }}}
- {name: DATA, value: /data}
- {name: RUN, value: /run/geth}
{{- end }}

{{- define "engines.chain-scripts" -}}
{{- range .scripts }}
{{ . }}.sh: |
  {{- $.root.Files.Get (printf "files/chain/%s.sh" .) | nindent 2 }}
{{- end }}
{{- end }}
