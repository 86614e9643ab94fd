package dev.apk8s.local.cli;

import java.util.Locale;

/** Amounts as people read them. */
final class Amounts {
    private Amounts() {}

    static String bytes(long bytes) {
        if (bytes <= 0) {
            return "";
        }
        long mebibytes = Math.round(bytes / 1048576.0);
        return mebibytes < 1024 ? mebibytes + " MB" : String.format(Locale.ROOT, "%.1f GB", mebibytes / 1024.0);
    }

    static String seconds(double seconds) {
        return seconds < 100
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d:%02d min", (long) seconds / 60, (long) seconds % 60);
    }

    /** Of the two greatest units, such as {@code 3 h 12 min}. */
    static String duration(double seconds) {
        long whole = (long) seconds;
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        if (whole < 86_400) {
            return whole / 3600 + " h " + whole / 60 % 60 + " min";
        }
        return whole / 86_400 + " d " + whole / 3600 % 24 + " h";
    }
}
