package dev.apk8s.lake.processor;

/**
 * What is to be done with one object: all that whoever does it has to know.
 *
 * @param processor that does it
 * @param input the object
 */
record Task(Processor processor, Run.Input input) {
    String targetKey() {
        return processor.kind().targetKey(input.key());
    }

    /** Such as {@code upload/donors.csv}. */
    String source() {
        return input.bucket() + "/" + input.key();
    }

    /** Such as {@code processed/donors.csv.gz}. */
    String result() {
        return processor.target() + "/" + targetKey();
    }
}
