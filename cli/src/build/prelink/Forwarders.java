import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes, for a client interface of the AWS SDK, the class that hands all its requests to one place. What it does is
 * told in {@code dev.setpoint.provider.aws.client.Forwarding}, which looks for it.
 */
record Forwarders(ClassFile format) {

    private static final String PACKAGE = "dev.setpoint.provider.aws.client";
    private static final ClassDesc REQUESTS = ClassDesc.of(PACKAGE, "RequestHandler");
    private static final ClassDesc REQUEST = ClassDesc.of("software.amazon.awssdk.core.SdkPojo");
    private static final ClassDesc FUNCTION = ClassDesc.of("java.util.function.Function");
    private static final MethodTypeDesc APPLY = MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object);
    private static final DirectMethodHandleDesc LAMBDA = ConstantDescs.ofCallsiteBootstrap(
            ClassDesc.of("java.lang.invoke.LambdaMetafactory"),
            "metafactory",
            ConstantDescs.CD_CallSite,
            ConstantDescs.CD_MethodType,
            ConstantDescs.CD_MethodHandle,
            ConstantDescs.CD_MethodType);

    /** The classes by their names in a jar. */
    Map<String, byte[]> of(List<ClassModel> clients) {
        var written = new LinkedHashMap<String, byte[]>();
        for (var client : clients) {
            var self = ClassDesc.of(
                    PACKAGE, "Forwarding" + client.thisClass().asSymbol().displayName());
            written.put(
                    self.descriptorString().substring(1).replace(";", ".class"),
                    format.build(self, builder -> write(builder, self, client)));
        }
        return written;
    }

    private static void write(ClassBuilder builder, ClassDesc self, ClassModel client) {
        builder.withVersion(ClassFile.JAVA_21_VERSION, 0)
                .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                .withInterfaceSymbols(client.thisClass().asSymbol())
                .withField("requests", REQUESTS, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        builder.withMethodBody(
                ConstantDescs.INIT_NAME,
                MethodTypeDesc.of(ConstantDescs.CD_void, REQUESTS),
                0,
                code -> code.aload(0)
                        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .aload(0)
                        .aload(1)
                        .putfield(self, "requests", REQUESTS)
                        .return_());
        delegate(builder, self, "serviceName", MethodTypeDesc.of(ConstantDescs.CD_String));
        delegate(builder, self, "close", ConstantDescs.MTD_void);
        var requests = client.methods().stream().filter(Forwarders::isRequest).toList();
        for (var i = 0; i < requests.size(); i++) {
            request(builder, self, client.thisClass().asSymbol(), requests.get(i), "send$" + i);
        }
    }

    private static boolean isRequest(MethodModel method) {
        var name = method.methodName().stringValue();
        var parameters = method.methodTypeSymbol().parameterList();
        return (method.flags().flagsMask() & (ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE | ClassFile.ACC_BRIDGE)) == 0
                && !parameters.isEmpty()
                && parameters.getFirst().displayName().endsWith("Request")
                && !name.endsWith("Paginator")
                && !name.endsWith("AsBytes");
    }

    private static void delegate(ClassBuilder builder, ClassDesc self, String name, MethodTypeDesc type) {
        builder.withMethodBody(
                name,
                type,
                ClassFile.ACC_PUBLIC,
                code -> code.aload(0)
                        .getfield(self, "requests", REQUESTS)
                        .invokeinterface(REQUESTS, name, type)
                        .return_(TypeKind.from(type.returnType())));
    }

    /** As `return (R) requests.pass("createKey", request, other -> other.createKey(request, …))`. */
    private static void request(
            ClassBuilder builder, ClassDesc self, ClassDesc client, MethodModel method, String lambda) {
        var name = method.methodName().stringValue();
        var type = method.methodTypeSymbol();
        var pass = MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_String, REQUEST, FUNCTION);
        var parameters = new ArrayList<>(type.parameterList());
        parameters.add(ConstantDescs.CD_Object);
        var send = MethodTypeDesc.of(ConstantDescs.CD_Object, parameters);
        builder.withMethodBody(name, type, ClassFile.ACC_PUBLIC, code -> {
            code.aload(0)
                    .getfield(self, "requests", REQUESTS)
                    .loadConstant(name)
                    .aload(1);
            arguments(code, type, 1);
            code.invokedynamic(DynamicCallSiteDesc.of(
                    LAMBDA,
                    "apply",
                    type.changeReturnType(FUNCTION),
                    APPLY,
                    MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, self, lambda, send),
                    APPLY));
            code.invokeinterface(REQUESTS, "pass", pass)
                    .checkcast(type.returnType())
                    .areturn();
        });
        builder.withMethodBody(
                lambda, send, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, code -> {
                    code.aload(type.parameterCount()).checkcast(client);
                    arguments(code, type, 0);
                    code.invokeinterface(client, name, type).areturn();
                });
    }

    /** All parameters are references. */
    private static void arguments(CodeBuilder code, MethodTypeDesc type, int first) {
        for (var i = 0; i < type.parameterCount(); i++) {
            code.aload(first + i);
        }
    }
}
