package dev.apk8s.local.supervisor;

import dev.apk8s.local.process.ProcessIdentity;
import java.util.List;

/**
 * What a supervisor is to do, given to it in a file when it starts.
 *
 * @param root the clone
 * @param names what to start at once, with what it needs
 * @param without what to leave out
 * @param owners processes, as {@link ProcessIdentity} writes them: the supervisor ends when the last is gone; none
 *        means that it stays
 * @param disposable whether data goes when the supervisor ends
 */
public record Order(String root, List<String> names, List<String> without, List<String> owners, boolean disposable) {}
