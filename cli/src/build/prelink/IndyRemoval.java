import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Turns the `invokedynamic` of pattern switches and of records' methods into calls of plain private methods. */
record IndyRemoval(ClassFile format) implements ClassRewriting {

    @Override
    public boolean concerns(ClassModel model) {
        return model.methods().stream().anyMatch(IndyRemoval::concerns);
    }

    private static boolean concerns(MethodModel method) {
        return instructions(method).anyMatch(instruction -> body(instruction).isPresent());
    }

    private static Stream<InvokeDynamicInstruction> instructions(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .filter(InvokeDynamicInstruction.class::isInstance)
                .map(InvokeDynamicInstruction.class::cast);
    }

    /** Code that does what the instruction's call site would do; empty when it is of another kind. */
    private static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction instruction) {
        var bootstrap = instruction.bootstrapMethod();
        return switch (bootstrap.owner().displayName() + "." + bootstrap.methodName()) {
            case "SwitchBootstraps.typeSwitch" -> TypeSwitch.body(instruction);
            case "ObjectMethods.bootstrap" -> RecordMethod.body(instruction);
            default -> Optional.empty();
        };
    }

    @Override
    public byte[] rewrite(ClassModel model) {
        return format.transformClass(model, ClassTransform.ofStateful(() -> new Rewriter(model)));
    }

    private static final class Rewriter implements ClassTransform {

        private final ClassDesc self;
        private final boolean isInterface;
        private final List<Consumer<ClassBuilder>> added = new ArrayList<>();

        private Rewriter(ClassModel model) {
            self = model.thisClass().asSymbol();
            isInterface = model.flags().has(AccessFlag.INTERFACE);
        }

        @Override
        public void accept(ClassBuilder builder, ClassElement element) {
            if (element instanceof MethodModel method && concerns(method)) {
                builder.transformMethod(method, MethodTransform.transformingCode(this::replace));
            } else {
                builder.with(element);
            }
        }

        private void replace(CodeBuilder code, CodeElement element) {
            if (element instanceof InvokeDynamicInstruction instruction
                    && body(instruction).orElse(null) instanceof Consumer<CodeBuilder> body) {
                var name = "prelinked$" + added.size();
                var type = instruction.typeSymbol();
                added.add(builder -> builder.withMethodBody(
                        name,
                        type,
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        body::accept));
                code.invokestatic(self, name, type, isInterface);
            } else {
                code.with(element);
            }
        }

        @Override
        public void atEnd(ClassBuilder builder) {
            added.forEach(method -> method.accept(builder));
        }
    }
}
