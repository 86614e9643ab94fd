/** The store of files. S3Proxy tells by this package's name that the store is one of its file kind. */
@NullMarked
package dev.apk8s.local.s3proxy.nio2blob;

import org.jspecify.annotations.NullMarked;
