package dev.apk8s.local.build;

/** Is told how a build goes on. */
public interface BuildListener {

    /** @param number counts from 1 to total */
    void module(String name, int number, int total);

    /** @param file the name of an archive that is being fetched */
    void downloading(String file);
}
