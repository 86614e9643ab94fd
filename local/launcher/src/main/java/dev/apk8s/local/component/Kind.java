package dev.apk8s.local.component;

/** An engine is somebody else's server that we embed; a service is ours. */
public enum Kind {
    ENGINE,
    SERVICE
}
