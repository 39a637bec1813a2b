package dev.setpoint.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.TypeName;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JoinedCatalogTest {

    private static final TypeName WIDGET = new TypeName("toy.widget");

    private final AtomicInteger opened = new AtomicInteger();
    private final SchemaCatalog catalog = new JoinedCatalog(
            new JoinedCatalog.Part(name -> !isOther(name), SchemaFiles::bundled),
            new JoinedCatalog.Part(JoinedCatalogTest::isOther, () -> {
                opened.incrementAndGet();
                return new SchemaFiles();
            }));

    private static boolean isOther(TypeName name) {
        return name.text().startsWith("AWS::");
    }

    @Test
    void aCatalogThatIsNotAskedIsNotOpened() {
        assertThat(catalog.type(WIDGET)).isEqualTo(SchemaFiles.bundled().type(WIDGET));
        assertThat(catalog.provider("aws")).isPresent();
        assertThat(opened).hasValue(0);
    }

    @Test
    void aNameOfAnotherFormOpensItsCatalogOnce() {
        assertThat(catalog.type(new TypeName("AWS::SQS::Queue"))).isEmpty();
        assertThat(catalog.data(new TypeName("AWS::SQS::Queue"))).isEmpty();
        assertThat(opened).hasValue(1);
    }

    @Test
    void theNamesOfAllAreListed() {
        assertThat(catalog.names()).isEqualTo(SchemaFiles.bundled().names());
        assertThat(catalog.dataNames()).isEqualTo(SchemaFiles.bundled().dataNames());
    }
}
