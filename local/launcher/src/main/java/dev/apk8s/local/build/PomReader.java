package dev.apk8s.local.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the few things of a pom that tell what depends on what. */
final class PomReader {
    private PomReader() {}

    static MavenModule read(Path directory) {
        Path pom = directory.resolve("pom.xml");
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element project = factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
            List<Path> children = children(project, "modules").stream()
                    .map(module -> directory.resolve(module.getTextContent().strip()).normalize()).toList();
            List<String> dependencies = children(project, "dependencies").stream()
                    .filter(dependency -> !text(dependency, "scope").equals("test"))
                    .map(dependency -> text(dependency, "artifactId")).toList();
            return new MavenModule(directory, text(project, "artifactId"), children, dependencies);
        } catch (ParserConfigurationException | SAXException | IOException fault) {
            throw new BuildException(pom + " cannot be read: " + fault.getMessage(), fault);
        }
    }

    /** The elements inside the named child. */
    private static List<Element> children(Element parent, String name) {
        return elements(parent).stream().filter(element -> element.getTagName().equals(name)).findFirst()
                .map(PomReader::elements).orElse(List.of());
    }

    private static String text(Element parent, String name) {
        return elements(parent).stream().filter(element -> element.getTagName().equals(name)).findFirst()
                .map(element -> element.getTextContent().strip()).orElse("");
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
