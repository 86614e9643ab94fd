package dev.apk8s.local.archive;

/** Lines {@code PROGRESS <percent> <title>}. */
final class PrintedProgress implements Progress {
    private final String title;
    private final int from;
    private final int to;
    private int shown = -1;

    PrintedProgress(String title, int from, int to) {
        this.title = title;
        this.from = from;
        this.to = to;
    }

    @Override
    public void reached(double share) {
        int percent = from + (int) ((to - from) * share);
        if (percent > shown) {
            shown = percent;
            System.out.println("PROGRESS " + percent + " " + title);
        }
    }
}
