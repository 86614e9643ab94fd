package dev.apk8s.lake.store;

import dev.apk8s.lake.store.MultipartUploads.Upload;
import dev.apk8s.lake.store.MultipartUploads.UploadPage;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a {@code ListMultipartUploadsResult}. The client library has a reader of its own, which stumbles over MinIO's empty elements. */
final class UploadListing {
    private static final XMLInputFactory FACTORY = factory();
    private static final String UPLOAD = "Upload";

    private UploadListing() {}

    static UploadPage read(String xml) {
        List<Upload> uploads = new ArrayList<>();
        Map<String, String> page = new HashMap<>();
        Map<String, String> upload = new HashMap<>();
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            boolean within = false;
            StringBuilder text = new StringBuilder();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT -> {
                        text.setLength(0);
                        within = within || reader.getLocalName().equals(UPLOAD);
                    }
                    case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(reader.getText());
                    case XMLStreamReader.END_ELEMENT -> {
                        if (reader.getLocalName().equals(UPLOAD)) {
                            within = false;
                            uploads.add(upload(page, upload));
                            upload.clear();
                        } else {
                            (within ? upload : page).put(reader.getLocalName(), text.toString().strip());
                        }
                    }
                    default -> {
                    }
                }
            }
        } catch (XMLStreamException malformed) {
            throw StoreFailures.unavailable(malformed);
        }
        return new UploadPage(uploads, Boolean.parseBoolean(page.get("IsTruncated"))
                ? new VersionToken(decoded(page, page.getOrDefault("NextKeyMarker", "")),
                        page.get("NextUploadIdMarker"))
                        .text()
                : null);
    }

    private static Upload upload(Map<String, String> page, Map<String, String> upload) {
        return new Upload(decoded(page, upload.getOrDefault("Key", "")), upload.getOrDefault("UploadId", ""),
                Instant.parse(upload.getOrDefault("Initiated", Instant.EPOCH.toString())));
    }

    private static String decoded(Map<String, String> page, String key) {
        return KeyEncoding.decode(page.get("EncodingType"), key);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
