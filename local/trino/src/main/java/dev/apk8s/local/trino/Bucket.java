package dev.apk8s.local.trino;

import java.io.IOException;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;

/** The bucket of the engine's own tables and of what it knows of all tables: the engine itself makes no buckets. */
record Bucket(String endpoint, String region, String accessKey, String secretKey) {
    private static final String NAME = "warehouse";

    /** Its client is closed: its threads would keep the process, which ends after this, for a minute. */
    void makeIfMissing() throws IOException {
        try (MinioClient client = MinioClient.builder().endpoint(endpoint).region(region)
                .credentials(accessKey, secretKey).build()) {
            makeIfMissing(client);
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("The client of the store at " + endpoint + " does not close", failed);
        }
    }

    private void makeIfMissing(MinioClient client) throws IOException {
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(NAME).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(NAME).build());
            }
        } catch (ErrorResponseException refused) {
            // The lake's service makes it too, perhaps at this moment.
            if (!refused.errorResponse().code().equals("BucketAlreadyOwnedByYou")) {
                throw new IOException("The store at " + endpoint + " has no bucket " + NAME, refused);
            }
        } catch (MinioException failed) {
            throw new IOException("The store at " + endpoint + " does not answer", failed);
        }
    }
}
