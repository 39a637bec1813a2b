import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_char;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@link java.lang.runtime.ObjectMethods}: a record's own {@code equals}, {@code hashCode} and {@code toString}. */
record RecordMethod(ClassDesc type, List<Component> components) {

    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");

    /** A component, and the field that holds it. */
    private record Component(String name, ClassDesc type) {}

    static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction instruction) {
        var arguments = instruction.bootstrapArgs();
        var components = arguments.stream()
                .skip(2)
                .map(DirectMethodHandleDesc.class::cast)
                .map(getter -> new Component(getter.methodName(), getter.invocationType().returnType()))
                .toList();
        var method = new RecordMethod((ClassDesc) arguments.getFirst(), components);
        return switch (instruction.name().stringValue()) {
            case "equals" -> Optional.of(method::equalsBody);
            case "hashCode" -> Optional.of(method::hashCodeBody);
            case "toString" -> Optional.of(method::toStringBody);
            default -> Optional.empty();
        };
    }

    private void equalsBody(CodeBuilder code) {
        var other = code.newLabel();
        var differ = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn();
        code.labelBinding(other).aload(1).instanceOf(type).ifeq(differ);
        code.aload(1).checkcast(type).astore(2);
        for (var component : components) {
            get(code, 0, component);
            get(code, 2, component);
            unlessEqual(code, component.type(), differ);
        }
        code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
    }

    private static void unlessEqual(CodeBuilder code, ClassDesc type, Label differ) {
        switch (TypeKind.from(type)) {
            case LONG -> code.lcmp().ifne(differ);
            case FLOAT, DOUBLE -> code.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type))
                    .ifne(differ);
            case REFERENCE -> code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                    .ifeq(differ);
            default -> code.if_icmpne(differ);
        }
    }

    private void hashCodeBody(CodeBuilder code) {
        code.iconst_0();
        for (var component : components) {
            code.bipush(31).imul();
            get(code, 0, component);
            if (component.type().isPrimitive()) {
                code.invokestatic(box(component.type()), "hashCode", MethodTypeDesc.of(CD_int, component.type()));
            } else {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private void toStringBody(CodeBuilder code) {
        code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MethodTypeDesc.ofDescriptor("()V"));
        code.loadConstant(type).invokevirtual(CD_Class, "getSimpleName", MethodTypeDesc.of(CD_String));
        append(code, CD_String);
        var before = "[";
        for (var component : components) {
            code.loadConstant(before + component.name() + "=");
            append(code, CD_String);
            get(code, 0, component);
            append(code, component.type());
            before = ", ";
        }
        code.loadConstant(components.isEmpty() ? "[]" : "]");
        append(code, CD_String);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String)).areturn();
    }

    private static void append(CodeBuilder code, ClassDesc type) {
        var known = List.of(CD_String, CD_boolean, CD_char, CD_int, CD_long, CD_float, CD_double);
        var taken = known.contains(type) ? type : type.isPrimitive() ? CD_int : CD_Object;
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, taken));
    }

    private void get(CodeBuilder code, int variable, Component component) {
        code.aload(variable).getfield(type, component.name(), component.type());
    }

    private static ClassDesc box(ClassDesc primitive) {
        return switch (primitive.displayName()) {
            case "int" -> ClassDesc.of("java.lang.Integer");
            case "char" -> ClassDesc.of("java.lang.Character");
            default -> {
                var name = primitive.displayName();
                yield ClassDesc.of("java.lang." + Character.toUpperCase(name.charAt(0)) + name.substring(1));
            }
        };
    }
}
