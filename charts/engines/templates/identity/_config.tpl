{{/* The repository's realm. Its users are for a first try; a client is added for helm test. */}}
{{- define "engines.realm" -}}
{{- $realm := .Files.Get "files/datalab-realm.json" | fromJson -}}
{{- $users := list -}}
{{- range $realm.users -}}
{{- if or $.Values.global.identity.demoUsers (hasKey . "serviceAccountClientId") -}}
{{- $users = append $users . -}}
{{- end -}}
{{- end -}}
{{- if .Values.identity.testClient -}}
{{- range $realm.clients -}}
{{- if eq .clientId "apk8s-gateway" -}}
{{- $client := mergeOverwrite (deepCopy .) (dict "clientId" "apk8s-test" "name" "Test of the installation" "secret" "${APK8S_CLIENT_TEST}") -}}
{{- $_ := set $realm "clients" (append $realm.clients $client) -}}
{{- end -}}
{{- end -}}
{{- $users = append $users (dict "username" "service-account-apk8s-test" "enabled" true "serviceAccountClientId" "apk8s-test"
  "attributes" (dict "tenant" (list "default")) "realmRoles" (list "operator")) -}}
{{- end -}}
{{- $_ := set $realm "users" $users -}}
{{ toJson $realm }}
{{- end }}

{{/* What the realm leaves open: the environment's names, and their keys in the Secret. */}}
{{- define "engines.realm-secrets" -}}
APK8S_CLIENT_INGEST: client-ingest
APK8S_CLIENT_ML: client-ml
APK8S_CLIENT_GATEWAY: client-gateway
{{- if .Values.identity.testClient }}
APK8S_CLIENT_TEST: client-test
{{- end }}
{{- if .Values.global.identity.demoUsers }}
{{- range list "admin" "operator" "scientist" "viewer" "acme" }}
APK8S_USER_{{ upper . }}: user-{{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "engines.identity-database" -}}
{{- $database := .Values.identity.database -}}
{{ $database.url | default "jdbc:postgresql://keycloak-database:5432/keycloak" }}
{{- end }}

{{- define "engines.identity-database-secret" -}}
{{ .Values.identity.database.existingSecret | default "keycloak-database" }}
{{- end }}

{{- define "engines.identity-workload" -}}
name: keycloak
component: identity
uid: 1000
gid: 0
fsGroup: 1000
grace: 60
{{- end }}
