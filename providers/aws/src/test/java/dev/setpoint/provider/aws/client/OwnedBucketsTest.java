package dev.setpoint.provider.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.aws.wait.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

class OwnedBucketsTest {

    private static final String OWNER = "111122223333";

    private final RecordedS3 s3 = new RecordedS3();
    private final S3Client owned =
            OwnedBuckets.of(new OneClient(s3), Optional.of(OWNER)).client(S3Client.class, "us-east-1");

    @Test
    void everyRequestAboutABucketNamesItsOwner() {
        owned.getBucketAcl(r -> r.bucket("b"));
        owned.getBucketAcl(GetBucketAclRequest.builder().bucket("b").build());
        owned.putObject(r -> r.bucket("b").key("k"), RequestBody.empty());
        assertThat(owned.listObjectVersionsPaginator(r -> r.bucket("b"))).hasSize(1);
        assertThat(s3.requests)
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.getValueForField("ExpectedBucketOwner", String.class))
                        .contains(OWNER));
    }

    @Test
    void otherRequestsStayAsTheyAre() {
        var creation = CreateBucketRequest.builder().bucket("b").build();
        owned.createBucket(creation);
        assertThat(s3.requests).containsExactly(creation);
    }

    @Test
    void withoutAnOwnerTheClientIsTheSame() {
        assertThat(OwnedBuckets.of(new OneClient(s3), Optional.empty()).client(S3Client.class, "us-east-1"))
                .isSameAs(s3);
    }

    private record OneClient(S3Client s3) implements Clients {

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Pace pace() {
            throw new AssertionError("No request here waits.");
        }

        @Override
        public <C extends SdkClient> C client(Class<C> type, String region) {
            return type.cast(s3);
        }

        @Override
        public void close() {}
    }

    private static final class RecordedS3 implements S3Client {

        private final List<SdkRequest> requests = new ArrayList<>();

        @Override
        public GetBucketAclResponse getBucketAcl(GetBucketAclRequest request) {
            requests.add(request);
            return GetBucketAclResponse.builder().build();
        }

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            requests.add(request);
            return PutObjectResponse.builder().build();
        }

        @Override
        public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
            requests.add(request);
            return ListObjectVersionsResponse.builder().isTruncated(false).build();
        }

        @Override
        public CreateBucketResponse createBucket(CreateBucketRequest request) {
            requests.add(request);
            return CreateBucketResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
