package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    private static final String ENCRYPTION = "../cli/bench/s3-encryption/setpoint.yaml";

    static List<Path> stacks() throws IOException {
        try (var files = Files.walk(SchemaFolder.EXAMPLES)) {
            return files.filter(file -> file.endsWith("setpoint.yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everyExampleFollowsTheGrammar(Path stack) {
        var schema = SchemaFolder.schema("stack-file.schema.json");
        assertThat(Validation.problems(schema, SchemaFolder.yaml(SchemaFolder.text(stack))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everyExampleIsValidInAnEditor(Path stack) {
        assertThat(Validation.problems(EditorBundle.build(), SchemaFolder.yaml(SchemaFolder.text(stack))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    versioning: Enabled            | versionning: Enabled
                    versioning: Enabled            | versioning: 'On'
                    bucketKey: true                | bucketKey: 3
                    {algorithm: AES256}            | {algorithm: AES256, kmsKey: k}
                    {days: 30, storageClass        | {days: 10, storageClass
                    type: AWS::S3::Object          | type: AWS::KMS::Key
                    type: aws.s3.bucketPolicy      | type: aws.s3.bucketPolice
                    Action: s3:PutObject           | Actoin: s3:PutObject
                    periodInDays: 365              | periodInDays: 80
                    region: ${inputs.region}       | regoin: ${inputs.region}
                    ownership: BucketOwnerEnforced | arn: taken
                    """)
    void aMistakeInTheExampleIsFound(String right, String wrong) {
        var text = SchemaFolder.text(SchemaFolder.EXAMPLES.resolve(ENCRYPTION).normalize());
        assertThat(text).contains(right);
        var mistaken = SchemaFolder.yaml(text.replace(right, wrong));
        assertThat(Validation.problems(EditorBundle.build(), mistaken)).isNotEmpty();
    }

    @Test
    void anExpressionMayStandForAnyValue() {
        var stack = SchemaFolder.yaml("""
                setpoint: v1
                stack: expressions
                resources:
                  bucket:
                    type: aws.s3.bucket
                    properties:
                      name: ${inputs.Name}
                      forceEmpty: ${inputs.forceEmpty}
                      versioning: ${inputs.versioning}
                      publicAccessBlock: ${locals.block}
                      encryption: {algorithm: "${inputs.algorithm}", bucketKey: "${inputs.bucketKey}"}
                      lifecycle: {rules: "${locals.rules}"}
                """);
        assertThat(Validation.problems(EditorBundle.build(), stack)).isEmpty();
    }
}
