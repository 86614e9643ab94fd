package dev.apk8s.local.sample;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * People who gave blood, none of whom there is: {@code email,name,type,birthday,state}. A row depends on the seed and its
 * number alone, so that any part of the set can be made by itself.
 */
public record Donors(long seed) {
    public static final String HEADER = "email,name,type,birthday,state\n";
    /** The length of the golden ratio in 64 bits: keeps the rows' random numbers apart. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1940, 1, 1);
    private static final int DAYS = 24_000;

    private static final List<String> FIRST_NAMES = List.of("Ada", "Alan", "Amina", "Anders", "Beatriz", "Carlos",
            "Chen", "Dalia", "Dmitri", "Elena", "Emeka", "Fatima", "Finn", "Grace", "Hana", "Hugo", "Ingrid", "Ivan",
            "Jamal", "Jun", "Kofi", "Lars", "Leila", "Lucia", "Mateo", "Mei", "Nadia", "Noah", "Olga", "Omar", "Paulo",
            "Priya", "Quinn", "Rosa", "Samir", "Sofia", "Tariq", "Uma", "Viktor", "Yara");
    private static final List<String> LAST_NAMES = List.of("Abbott", "Andersson", "Bauer", "Castillo", "Dubois",
            "Eriksen", "Fischer", "Garcia", "Haddad", "Ibrahim", "Jensen", "Kim", "Kowalski", "Larsen", "Lopez",
            "Martin", "Mensah", "Meyer", "Nakamura", "Novak", "Okafor", "Olsen", "Patel", "Petrov", "Quist", "Rossi",
            "Santos", "Schmidt", "Silva", "Singh", "Tanaka", "Thomas", "Ueda", "Vargas", "Walker", "Weber", "Yilmaz",
            "Young", "Zhang", "Zimmer");
    /** In a thousand people. */
    private static final List<Share> TYPES = List.of(new Share("O+", 374), new Share("A+", 357), new Share("B+", 85),
            new Share("O-", 66), new Share("A-", 63), new Share("AB+", 34), new Share("B-", 15), new Share("AB-", 6));
    private static final List<String> STATES = List.of("Alabama", "Alaska", "Arizona", "Arkansas", "California",
            "Colorado", "Connecticut", "Delaware", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana",
            "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota",
            "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico",
            "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island",
            "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington",
            "West Virginia", "Wisconsin", "Wyoming");

    /** One row with its line end. @param number from 1 */
    public String row(int number) {
        SplittableRandom random = new SplittableRandom(seed + number * STRIDE);
        StringBuilder digits = new StringBuilder(Integer.toString(number));
        while (digits.length() < 7) {
            digits.insert(0, '0');
        }
        return "donor" + digits + "@example.org," + any(FIRST_NAMES, random) + " " + any(LAST_NAMES, random) + ","
                + type(random.nextInt(1_000)) + "," + FIRST_BIRTHDAY.plusDays(random.nextInt(DAYS)) + ","
                + any(STATES, random) + "\n";
    }

    /** A file with a header and the rows of these numbers, made while it is read. */
    public InputStream file(int first, int last) {
        return new DonorStream(this, first, last);
    }

    /** How long that file is, in bytes. */
    public long length(int first, int last) {
        long length = HEADER.length();
        for (int number = first; number <= last; number++) {
            length += row(number).length();
        }
        return length;
    }

    private static String any(List<String> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String type(int point) {
        int rest = point;
        for (Share share : TYPES) {
            if (rest < share.inThousand()) {
                return share.type();
            }
            rest -= share.inThousand();
        }
        return TYPES.getFirst().type();
    }

    private record Share(String type, int inThousand) {}
}
