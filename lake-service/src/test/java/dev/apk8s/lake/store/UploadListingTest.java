package dev.apk8s.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UploadListingTest {
    private static final String ENTRY = "<Upload><Key>a%%20b%%2F%d</Key><UploadId>u%d</UploadId><Initiator><ID/></Initiator>"
            + "<StorageClass></StorageClass><Initiated>2026-11-25T05:00:00.000Z</Initiated></Upload>";

    @Test
    void readsUploadsAndWhereThePageEnds() {
        var page = UploadListing.read("<ListMultipartUploadsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<EncodingType>url</EncodingType><NextKeyMarker>a%20b%2F2</NextKeyMarker><NextUploadIdMarker>u2"
                + "</NextUploadIdMarker><IsTruncated>true</IsTruncated>" + ENTRY.formatted(1, 1) + ENTRY.formatted(2, 2)
                + "</ListMultipartUploadsResult>");
        assertThat(page.uploads()).containsExactly(
                new MultipartUploads.Upload("a b/1", "u1", Instant.parse("2026-11-25T05:00:00Z")),
                new MultipartUploads.Upload("a b/2", "u2", Instant.parse("2026-11-25T05:00:00Z")));
        assertThat(VersionToken.read(page.next())).isEqualTo(new VersionToken("a b/2", "u2"));
    }

    @Test
    void takesNoEntities() {
        assertThatThrownBy(() -> UploadListing.read(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a><Key>&x;</Key></a>"))
                .isInstanceOf(ProblemException.class);
    }
}
