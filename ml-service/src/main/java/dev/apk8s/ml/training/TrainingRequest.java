package dev.apk8s.ml.training;

import dev.apk8s.ml.model.Stage;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run is to do. */
@Schema(name = "TrainingRequest")
record TrainingRequest(
        @NotNull @Schema(description = "`elastic-net` or `anomaly`.", type = "string", example = "elastic-net") @Nullable Algorithm algorithm,
        @NotNull @Valid @Nullable SourceRequest source,
        @Size(max = 128) @Schema(description = "The column that `elastic-net` learns to predict.") @Nullable String target,
        @Size(max = 1000) @Schema(description = "The columns that it is predicted from, in the order in which the model takes them; without, all others in the data's order.") @Nullable List<@NotBlank String> columns,
        @Size(max = 128) @Schema(description = "For `anomaly`: a column that says of each row whether it is one, by 1 or true. It is not learnt from, only used to measure.") @Nullable String labels,
        @Size(max = 16) @Schema(description = "`alpha`, `l1_ratio`, `iterations`, `tolerance` of `elastic-net`; `clusters`, `false_alarms` of `anomaly`; `seed` of both.") @Nullable Map<String, @NotNull Double> parameters,
        @DecimalMin("0.0") @DecimalMax("0.9") @Schema(description = "The share of rows that is not trained on, but measured with; a quarter if not given.") @Nullable Double test,
        @Valid @Schema(description = "Where the model is registered; without, under the experiment's name, in no stage.") @Nullable Register register) {

    /** @param stage that the new version is put into */
    @Schema(name = "RegisterRequest")
    record Register(@Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}") @Nullable String model,
            @Nullable Stage stage) {}
}
