package dev.apk8s.local.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a component executes. Strings may hold expressions.
 *
 * @param main the class whose main method runs; a service's archive names it itself
 * @param prepare a class whose main method runs to its end before each start
 * @param jar the module's own archive, relative to the module; found in {@code target} when not given
 * @param classpath replaces the module's own class path for the run
 * @param heap the most heap, as in {@code -Xmx}
 * @param jvm further flags of the virtual machine
 * @param arguments arguments of main
 * @param environment environment variables of prepare and main
 */
public record Program(Optional<String> main, Optional<String> prepare, Optional<String> jar, List<String> classpath,
        String heap,
        List<String> jvm, List<String> arguments, Map<String, String> environment) {}
