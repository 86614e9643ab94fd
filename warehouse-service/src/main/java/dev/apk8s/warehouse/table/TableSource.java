package dev.apk8s.warehouse.table;

import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;

/**
 * The files of a table, as they are given.
 *
 * @param prefix a folder of the bucket; all that is below it belongs to the table
 * @param format by the files' names if not given
 * @param header whether the first line of each CSV file names the columns; guessed if not given
 * @param separator between the fields of CSV files; a comma if not given
 */
@Schema(name = "TableSource")
record TableSource(@Nullable String bucket, @Nullable String prefix, @Nullable FileFormat format,
        @Nullable Boolean header, @Nullable String separator) {
    private static final Pattern BUCKET = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int LONGEST = 900;

    /** The bucket, if it can be one. */
    String requiredBucket() {
        if (bucket == null || !BUCKET.matcher(bucket).matches()) {
            throw ProblemException.invalidField("source.bucket", "must be the name of a bucket");
        }
        return bucket;
    }

    /** The prefix with a slash at its end, so that it is a folder; or empty for the whole bucket. */
    String folder() {
        String given = prefix == null ? "" : prefix;
        if (given.length() > LONGEST || given.startsWith("/") || given.contains("//")
                || given.chars().anyMatch(Character::isISOControl) || given.contains("'")
                || ("/" + given + "/").contains("/../") || ("/" + given + "/").contains("/./")) {
            throw ProblemException.invalidField("source.prefix", "must be a folder such as donors/2026/");
        }
        return given.isEmpty() || given.endsWith("/") ? given : given + "/";
    }

    char fieldSeparator() {
        String given = separator == null ? "," : separator;
        if (given.length() != 1 || ",;|\t".indexOf(given.charAt(0)) < 0) {
            throw ProblemException.invalidField("source.separator", "must be a comma, semicolon, bar or tab");
        }
        return given.charAt(0);
    }

    /** The folder's address for the engine. Another tenant's buckets carry its name. */
    String location(Caller caller, String scheme) {
        String own = requiredBucket();
        return scheme + "://" + (caller.tenant().equals(Caller.DEFAULT_TENANT) ? own : caller.tenant() + "--" + own)
                + "/" + folder();
    }

    TableSource resolved(FileFormat foundFormat, boolean foundHeader) {
        return new TableSource(requiredBucket(), folder(), foundFormat,
                foundFormat == FileFormat.CSV ? foundHeader : null,
                foundFormat == FileFormat.CSV ? String.valueOf(fieldSeparator()) : null);
    }
}
