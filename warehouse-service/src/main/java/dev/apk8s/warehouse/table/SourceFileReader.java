package dev.apk8s.warehouse.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.lake.Lake;
import dev.apk8s.warehouse.lake.LakeObject;

/** Lists a prefix, and chooses the files that are looked into. */
@Component
final class SourceFileReader {
    private static final int MOST_OTHERS = 100;
    /** The same files each time: a draft and the table made by it are of one sample. */
    private static final long SEED = 476;

    private final Lake lake;
    private final TableProperties properties;

    SourceFileReader(Lake lake, TableProperties properties) {
        this.lake = lake;
        this.properties = properties;
    }

    SourceFiles list(String authorization, TableSource source) {
        Collected collected = new Collected(source.format());
        String after = null;
        do {
            Lake.Page page = lake.list(authorization, source.requiredBucket(), source.folder(), after);
            page.objects().forEach(collected::add);
            after = page.next();
        } while (after != null);
        return collected.files();
    }

    private final class Collected {
        private final SplittableRandom random = new SplittableRandom(SEED);
        private final List<LakeObject> sample = new ArrayList<>();
        private final List<String> others = new ArrayList<>();
        private @Nullable FileFormat format;
        private long objects;
        private long files;
        private long bytes;

        Collected(@Nullable FileFormat format) {
            this.format = format;
        }

        void add(LakeObject object) {
            objects++;
            if (objects > properties.maxObjects()) {
                throw ProblemException.invalidField("source.prefix",
                        "holds more than " + properties.maxObjects() + " objects");
            }
            if (isHidden(object.key())) {
                return;
            }
            if (!format(object.key()).isOf(object.key())) {
                if (others.size() < MOST_OTHERS) {
                    others.add(object.key());
                }
                return;
            }
            files++;
            bytes += object.size();
            choose(object);
        }

        /** The first object tells the format, unless it is given. */
        private FileFormat format(String key) {
            FileFormat known = format;
            if (known == null) {
                known = FileFormat.PARQUET.isOf(key) ? FileFormat.PARQUET : FileFormat.CSV;
                if (known.isOf(key)) {
                    format = known;
                }
            }
            return known;
        }

        /** Each file has the same chance, however many come. */
        private void choose(LakeObject object) {
            if (sample.size() < properties.sampleFiles()) {
                sample.add(object);
            } else {
                long place = random.nextLong(files);
                if (place < sample.size()) {
                    sample.set((int) place, object);
                }
            }
        }

        SourceFiles files() {
            FileFormat found = format;
            if (found == null || files == 0) {
                throw new ProblemException(TableError.TABLE_HAS_NO_FILES,
                        "There is no file under the prefix whose name ends in .csv, .csv.gz or .parquet.");
            }
            sample.sort(Comparator.comparing(LakeObject::key));
            return new SourceFiles(found, files, bytes, List.copyOf(sample), List.copyOf(others));
        }
    }

    /** The engine passes over these, and over what marks a folder. */
    private static boolean isHidden(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.isEmpty() || name.startsWith("_") || name.startsWith(".");
    }
}
