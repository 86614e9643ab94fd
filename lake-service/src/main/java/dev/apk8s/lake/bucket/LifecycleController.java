package dev.apk8s.lake.bucket;

import dev.apk8s.lake.bucket.BucketView.Lifecycle;
import dev.apk8s.lake.bucket.BucketView.Rule;
import dev.apk8s.lake.store.BucketLifecycle;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/buckets/{bucket}/lifecycle")
@Tag(name = "Buckets")
final class LifecycleController {
    private final BucketStore buckets;
    private final BucketLifecycle lifecycle;

    LifecycleController(BucketStore buckets, BucketLifecycle lifecycle) {
        this.buckets = buckets;
        this.lifecycle = lifecycle;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read how long a bucket keeps its objects", description = """
            No rules: for ever. 501 where the store has no lifecycle.

            `GET /api/v1/lake/buckets/lab/lifecycle`""")
    Lifecycle read(@PathVariable @Parameter(example = "lab") String bucket, Caller caller) {
        BucketName name = require(bucket, caller);
        return new Lifecycle(lifecycle.read(name).stream().map(rule -> new Rule(rule.id(), rule.prefix(),
                rule.expireAfterDays(), rule.expireVersionsAfterDays(), rule.abortUploadsAfterDays())).toList());
    }

    @PutMapping
    @Allowed(Role.ADMIN)
    @Operation(summary = "Say how long a bucket keeps its objects", description = """
            In place of the rules that were there. 501 where the store has no lifecycle.

            `PUT /api/v1/lake/buckets/lab/lifecycle {"rules":[{"id":"raw","prefix":"raw/","expireAfterDays":30}]}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"rules":[{"id":"raw","prefix":"raw/","expireAfterDays":30}]}""")))
    Lifecycle write(@PathVariable @Parameter(example = "lab") String bucket, @RequestBody @Valid Lifecycle request,
            Caller caller) {
        BucketName name = require(bucket, caller);
        lifecycle.write(name, request.rules().stream().map(LifecycleController::rule).toList());
        return request;
    }

    @DeleteMapping
    @Allowed(Role.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Keep the objects of a bucket for ever", description = """
            `DELETE /api/v1/lake/buckets/lab/lifecycle`""")
    void delete(@PathVariable @Parameter(example = "lab") String bucket, Caller caller) {
        lifecycle.write(require(bucket, caller), List.of());
    }

    private BucketName require(String bucket, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        buckets.require(name);
        return name;
    }

    private static BucketLifecycle.Rule rule(Rule rule) {
        if (rule.expireAfterDays() == null && rule.expireVersionsAfterDays() == null
                && rule.abortUploadsAfterDays() == null) {
            throw ProblemException.invalidField("rules",
                    "the rule '" + rule.id() + "' says nothing: give expireAfterDays,"
                            + " expireVersionsAfterDays or abortUploadsAfterDays");
        }
        return new BucketLifecycle.Rule(rule.id(), rule.prefix(), rule.expireAfterDays(),
                rule.expireVersionsAfterDays(), rule.abortUploadsAfterDays());
    }
}
