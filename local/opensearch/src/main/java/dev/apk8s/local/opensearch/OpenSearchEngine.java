package dev.apk8s.local.opensearch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.env.Environment;
import org.opensearch.geo.GeoModulePlugin;
import org.opensearch.index.mapper.MapperExtrasModulePlugin;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.ingest.common.IngestCommonModulePlugin;
import org.opensearch.join.ParentJoinModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.script.mustache.MustacheModulePlugin;
import org.opensearch.transport.Netty4ModulePlugin;

/** Runs one OpenSearch node on loopback, with the modules of the official distribution that need no native code. */
public final class OpenSearchEngine extends Node {
    /** A distribution loads these from directories; here they are on the class path. */
    private static final List<Class<? extends Plugin>> MODULES = List.of(Netty4ModulePlugin.class,
            ReindexModulePlugin.class, CommonAnalysisModulePlugin.class, IngestCommonModulePlugin.class,
            PainlessModulePlugin.class, MustacheModulePlugin.class, MapperExtrasModulePlugin.class,
            ParentJoinModulePlugin.class, GeoModulePlugin.class);

    private OpenSearchEngine(Environment environment, Collection<PluginInfo> modules) {
        super(environment, modules, true);
    }

    public static void main(String[] arguments) throws Exception {
        NodeSettings settings = NodeSettings.from(System.getenv());
        Path configuration = settings.directory().resolve("config");
        Files.createDirectories(configuration);
        settings.writeLogging(configuration);
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings.settings(), Map.of(),
                configuration, () -> NodeSettings.NODE_NAME);
        LogConfigurator.registerErrorListener();
        LogConfigurator.setNodeName(NodeSettings.NODE_NAME);
        LogConfigurator.configure(environment);

        OpenSearchEngine node = new OpenSearchEngine(environment,
                MODULES.stream().map(OpenSearchEngine::information).toList());
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("close").unstarted(() -> close(node, closed)));
        node.start();
        new WarmUp(settings.httpPort()).start();
        closed.await();
    }

    private static PluginInfo information(Class<? extends Plugin> module) {
        return new PluginInfo(module.getName(), "on the class path", "none", Version.CURRENT, "25", module.getName(),
                null, List.of(), false);
    }

    private static void close(Node node, CountDownLatch closed) {
        try {
            node.close();
        } catch (Exception failed) {
            System.err.println("OpenSearch did not close cleanly: " + failed);
        } finally {
            closed.countDown();
        }
    }
}
