package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.show.Live;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Takes away the run's flows and its model.
 *
 * @param operator who may delete flows
 * @param scientist who may delete models
 */
public record RemoveLoop(Gateway operator, Gateway scientist, RunSettings settings) implements Step<Boolean> {
    private static final JsonNode NONE = MissingNode.getInstance();

    @Override
    public String title() {
        return "Delete the flows and the model";
    }

    @Override
    public Done<Boolean> run(Consumer<Live> screen) throws InterruptedException {
        StartFlows.Started flows = StartFlows.names(settings);
        operator.delete("/api/v1/flows/" + flows.judge());
        operator.delete("/api/v1/flows/" + flows.act());
        String model = "/api/v1/models/" + TrainModel.model(settings);
        for (JsonNode version : scientist.find(model).map(found -> found.path("versions")).orElse(NONE)) {
            String path = model + "/versions/" + version.path("version").asString("1");
            scientist.putJson(path + "/stage", Map.of("stage", "archived"));
            scientist.post(path + "/unload", Map.of());
            scientist.delete(path);
        }
        return new Done<>(true, "Deleted the run's flows and its model");
    }
}
