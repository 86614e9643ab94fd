package dev.apk8s.local.s3proxy.store;

import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Refusals with the codes that S3 has for them. */
final class StoreErrors {
    private StoreErrors() {}

    static S3Exception slowDown() {
        return error(503, "SlowDown", "Please reduce your request rate: too many events wait for Kafka.");
    }

    static S3Exception keyTooLong(int longest) {
        return error(400, "KeyTooLongError", "Your key is too long: this store keeps keys as paths, in which at most "
                + longest + " bytes may stand between two slashes.");
    }

    static S3Exception invalidKey(String why) {
        return S3Exceptions.invalidArgument("The key cannot be kept: " + why);
    }

    static S3Exception conflict(String key) {
        return error(409, "InvalidObjectState", "This store keeps keys as paths, and another key stands in the way of "
                + key + ": one of them would have to be a file and a directory at once.");
    }

    private static S3Exception error(int status, String code, String message) {
        return (S3Exception) S3Exception.builder().message(message).statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message)
                        .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build()).build())
                .build();
    }
}
