import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@link java.lang.runtime.SwitchBootstraps#typeSwitch}: the number of the first label, from a given one on, that fits. */
final class TypeSwitch {

    private TypeSwitch() {}

    /** Only labels that are classes: constants as labels are rare. */
    static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction instruction) {
        var labels = instruction.bootstrapArgs();
        var plain = !instruction.typeSymbol().parameterType(0).isPrimitive()
                && labels.stream().allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
        return plain ? Optional.of(code -> body(code, labels)) : Optional.empty();
    }

    private static void body(CodeBuilder code, List<ConstantDesc> labels) {
        var present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        for (var i = 0; i < labels.size(); i++) {
            var next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }
}
