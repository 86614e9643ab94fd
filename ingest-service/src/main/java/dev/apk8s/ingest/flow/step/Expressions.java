package dev.apk8s.ingest.flow.step;

import dev.apk8s.platform.problem.ProblemException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** Compiles expressions. They are bounded in length, in iterations and in the size of their regular expressions (RE2). */
final class Expressions {
    private static final int LONGEST = 4_000;
    private static final int MAX_ITERATIONS = 1_000;
    private static final int MAX_REGEX = 1_000;
    private static final CelOptions OPTIONS = CelOptions.current().maxExpressionCodePointSize(LONGEST)
            .comprehensionMaxIterations(MAX_ITERATIONS).maxRegexProgramSize(MAX_REGEX)
            .enableHeterogeneousNumericComparisons(true).build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("event", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("meta", MapType.create(SimpleType.STRING, SimpleType.DYN)).build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS)
            .build();

    private Expressions() {}

    /** @param field where it stands in the declaration, for errors */
    static Expression compile(String field, String text) {
        return program(field, text, compiled(field, text));
    }

    /** As {@link #compile}, of one that must give true or false. */
    static Expression condition(String field, String text) {
        CelAbstractSyntaxTree tree = compiled(field, text);
        CelType type = tree.getResultType();
        if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
            throw ProblemException.invalidField(field, "must give true or false, not " + type.name());
        }
        return program(field, text, tree);
    }

    private static CelAbstractSyntaxTree compiled(String field, String text) {
        try {
            return COMPILER.compile(text).getAst();
        } catch (CelValidationException invalid) {
            throw ProblemException.invalidField(field, String.valueOf(invalid.getMessage()).strip());
        }
    }

    private static Expression program(String field, String text, CelAbstractSyntaxTree tree) {
        try {
            return new Expression(RUNTIME.createProgram(tree), text);
        } catch (CelEvaluationException invalid) {
            throw ProblemException.invalidField(field, String.valueOf(invalid.getMessage()));
        }
    }
}
