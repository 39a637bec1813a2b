package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.stack.OffBlocks;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reading of all files of one stack: what they are read with, and the blocks that are found in them, under their
 * names in the whole stack.
 */
public final class Expansion {

    final Map<String, String> origins;
    final SchemaCatalog catalog;
    final Budget budget;
    final CheckProblems problems;
    final SpecFiles files;
    final ModuleFiles modules;
    final FileReads reads;
    final Definitions definitions;
    final TermReader terms;

    /** Members of {@code stack}, which only the file of the stack itself reads. */
    final StackMembers stack;

    /** Values that are known before anything is read, of all names of the whole stack. */
    final Scope scope;

    private final Map<String, Term> locals = new LinkedHashMap<>();
    private final Map<Address, DataBlock> data = new LinkedHashMap<>();
    private final Map<Address, ResourceBlock> resources = new LinkedHashMap<>();
    private final List<Assertion> assertions = new ArrayList<>();
    private final Map<ModulePath, Span> calls = new LinkedHashMap<>();
    private final Map<Source, Document> documents = new HashMap<>();

    /** Blocks that are off, and calls that are off with all that is inside: the places of their options. */
    final Map<Address, Span> offOptions = new LinkedHashMap<>();

    final Map<Address, ResourceBlock> offBlocks = new LinkedHashMap<>();

    private final Map<ModulePath, List<When>> conditions = new HashMap<>();

    /** The nodes that modules wait for as a whole, by their calls. */
    final Map<ModulePath, List<Address>> waits = new LinkedHashMap<>();

    /**
     * @param stack what expressions read as {@code stack.…}
     * @param inputs of the stack itself
     * @param origins the options and files that give inputs of the stack
     */
    public Expansion(
            StackMembers stack,
            Map<String, Value> inputs,
            Map<String, String> origins,
            SchemaCatalog catalog,
            Budget budget,
            CheckProblems problems,
            SpecFiles files,
            ModuleFiles modules) {
        this(
                stack,
                inputs,
                origins,
                catalog,
                budget,
                problems,
                files,
                modules,
                new FileReads(files),
                new Definitions());
    }

    private Expansion(
            StackMembers stack,
            Map<String, Value> inputs,
            Map<String, String> origins,
            SchemaCatalog catalog,
            Budget budget,
            CheckProblems problems,
            SpecFiles files,
            ModuleFiles modules,
            FileReads reads,
            Definitions definitions) {
        this.origins = origins;
        this.catalog = catalog;
        this.budget = budget;
        this.problems = problems;
        this.files = files;
        this.modules = modules;
        this.reads = reads;
        this.definitions = definitions;
        this.stack = stack;
        this.terms = new TermReader(problems, budget);
        this.scope = new InputScope(stack, inputs, locals);
    }

    /** Returns an expansion of the same files, whose blocks are only looked at. */
    Expansion apart() {
        return new Expansion(stack, Map.of(), Map.of(), catalog, budget, problems, files, modules, reads, definitions);
    }

    public Scope scope() {
        return scope;
    }

    public TermReader terms() {
        return terms;
    }

    public Map<String, Term> locals() {
        return locals;
    }

    public Map<Address, DataBlock> data() {
        return data;
    }

    public Map<Address, ResourceBlock> resources() {
        return resources;
    }

    /** The conditions that a module exists under, as far as the plan decides them. */
    List<When> conditions(ModulePath module) {
        return conditions.getOrDefault(module, List.of());
    }

    void conditions(ModulePath module, List<When> open) {
        conditions.put(module, open);
    }

    /** The blocks that are off. */
    public OffBlocks off() {
        return new OffBlocks(offOptions, offBlocks);
    }

    /** Assertions and validations of inputs, in the order of reading. */
    public List<Assertion> assertions() {
        return assertions;
    }

    /** The places of the calls, by the modules that they make. */
    public Map<ModulePath, Span> calls() {
        return calls;
    }

    /** The other place of a diagnostic about something in a module: its call. None for the stack itself. */
    List<Diagnostic.Related> related(ModulePath module) {
        var call = calls.get(module);
        return call == null ? List.of() : List.of(new Diagnostic.Related("in `" + module + "`", call));
    }

    /** The files of the modules that are called. */
    public Map<Source, Document> documents() {
        return documents;
    }

    public ModuleFiles modules() {
        return modules;
    }

    /** The files that expressions read. */
    public FileReads reads() {
        return reads;
    }
}
