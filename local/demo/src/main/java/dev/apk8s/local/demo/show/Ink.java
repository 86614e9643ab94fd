package dev.apk8s.local.demo.show;

/**
 * Colours and weights of text on a terminal; plain text elsewhere.
 *
 * @param colors whether the terminal shows any
 */
public record Ink(boolean colors) {
    public String bold(String text) {
        return ink("1", text);
    }

    public String faint(String text) {
        return ink("2", text);
    }

    public String good(String text) {
        return ink("32", text);
    }

    public String bad(String text) {
        return ink("1;31", text);
    }

    public String active(String text) {
        return ink("36", text);
    }

    private String ink(String code, String text) {
        return colors ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
