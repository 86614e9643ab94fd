package dev.apk8s.lake.processor;

import dev.apk8s.lake.store.StoreEnvironment;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes the Job of a run. Its name is the run's own, so that of two who make it one finds it there. */
final class JobManifest {
    /** That all Jobs of runs have, whichever replica made them. */
    static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "lake-jobs",
            "app.kubernetes.io/component", "processor", "app.kubernetes.io/part-of", "apk8s",
            "app.kubernetes.io/managed-by", "lake-service");
    static final String RUN = "apk8s.dev/run";
    static final String CONTAINER = "task";
    private static final String OUTCOME_FILE = "/dev/termination-log";
    private static final String SCRATCH = "scratch";
    private static final long STOP_SECONDS = 10;

    private final JobProperties properties;
    private final StoreEnvironment store;
    private final JsonMapper json;

    JobManifest(JobProperties properties, StoreEnvironment store, JsonMapper json) {
        this.properties = properties;
        this.store = store;
        this.json = json;
    }

    /** A run that is begun anew has another Job: the former may still be there to be looked at. */
    static String name(Run run) {
        return "process-" + run.id() + (run.round() == 0 ? "" : "-" + run.round());
    }

    Job of(Run run) {
        Map<String, String> labels = new HashMap<>(LABELS);
        labels.put(RUN, run.id());
        Map<String, String> about = Map.of("apk8s.dev/processor", run.processor().key(), "apk8s.dev/object",
                run.task().source(), "apk8s.dev/result", run.task().result());
        return new JobBuilder()
                .withNewMetadata().withName(name(run)).withLabels(labels).withAnnotations(about).endMetadata()
                .withNewSpec().withBackoffLimit(properties.retries())
                .withActiveDeadlineSeconds(properties.deadline().toSeconds())
                .withTtlSecondsAfterFinished(Math.toIntExact(properties.keep().toSeconds()))
                .withPodFailurePolicy(failurePolicy())
                .withNewTemplate().withNewMetadata().withLabels(labels).withAnnotations(about).endMetadata()
                .withSpec(pod(run)).endTemplate()
                .endSpec().build();
    }

    /** What no attempt can mend ends the Job at once; a pod that its node had to give up does not count. */
    private static PodFailurePolicy failurePolicy() {
        return new PodFailurePolicyBuilder()
                .addNewRule().withAction("FailJob").withNewOnExitCodes().withContainerName(CONTAINER)
                .withOperator("In").withValues(ObjectTask.NOT_UNDERSTOOD).endOnExitCodes().endRule()
                .addNewRule().withAction("Ignore").addNewOnPodCondition("True", "DisruptionTarget").endRule()
                .build();
    }

    private PodSpec pod(Run run) {
        PodSpecBuilder pod = new PodSpecBuilder().withRestartPolicy("Never").withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false).withTerminationGracePeriodSeconds(STOP_SECONDS)
                .withNewSecurityContext().withRunAsNonRoot(true).withNewSeccompProfile().withType("RuntimeDefault")
                .endSeccompProfile().endSecurityContext()
                .withContainers(container(run))
                .addNewVolume().withName(SCRATCH).withNewEmptyDir().withSizeLimit(new Quantity("64Mi")).endEmptyDir()
                .endVolume();
        return properties.serviceAccount().isBlank()
                ? pod.build()
                : pod.withServiceAccountName(properties.serviceAccount()).build();
    }

    private Container container(Run run) {
        Quantity memory = new Quantity(Long.toString(properties.memory().toBytes()));
        return new ContainerBuilder().withName(CONTAINER).withImage(properties.image())
                .withArgs(ObjectTask.COMMAND).withEnv(environment(run))
                .withTerminationMessagePath(OUTCOME_FILE).withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewResources().addToRequests("cpu", new Quantity(properties.cpu()))
                .addToRequests("memory", memory).addToLimits("cpu", new Quantity(properties.cpuLimit()))
                .addToLimits("memory", memory).endResources()
                .withNewSecurityContext().withAllowPrivilegeEscalation(false).withReadOnlyRootFilesystem(true)
                .withNewCapabilities().withDrop("ALL").endCapabilities().endSecurityContext()
                .addNewVolumeMount().withName(SCRATCH).withMountPath("/tmp").endVolumeMount()
                .build();
    }

    private List<EnvVar> environment(Run run) {
        List<EnvVar> variables = new ArrayList<>();
        new TreeMap<>(store.variables()).forEach((name, value) -> variables.add(plain(name, value)));
        variables.add(secret(StoreEnvironment.ACCESS_KEY, "access-key"));
        variables.add(secret(StoreEnvironment.SECRET_KEY, "secret-key"));
        // A container without a locale reads no other letters in its environment.
        variables.add(plain(ObjectTask.TASK,
                json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(run.task())));
        variables.add(plain(ObjectTask.OUTCOME, OUTCOME_FILE));
        return variables;
    }

    /** Kubernetes puts the value of a variable for <code>$(NAME)</code>, which a key of an object may have in it. */
    private static EnvVar plain(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value.replace("$", "$$")).build();
    }

    private EnvVar secret(String name, String key) {
        return new EnvVarBuilder().withName(name).withNewValueFrom().withNewSecretKeyRef()
                .withName(properties.secret()).withKey(key).endSecretKeyRef().endValueFrom().build();
    }
}
