package dev.apk8s.local.build;

/** Is told how a build goes on. */
public interface BuildListener {

    /**
     * A module is begun.
     *
     * @param number counts from 1 to total
     */
    void module(String name, int number, int total);

    /**
     * An archive is being fetched.
     *
     * @param file its name, without a path
     */
    void downloading(String file);
}
