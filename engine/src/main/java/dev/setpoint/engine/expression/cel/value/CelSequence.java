package dev.setpoint.engine.expression.cel.value;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/** A list that CEL takes as it is: it neither copies nor converts what a {@link CelValue} holds. */
@Immutable
@SuppressWarnings("Immutable") // belongs to one evaluation, and is seen by no other thread
public abstract sealed class CelSequence extends CelValue implements List<Object>
        permits CelList, CelGathered, CelItems {

    private final List<Object> view;

    CelSequence(List<Object> view) {
        this.view = view;
    }

    @Override
    public Object get(int index) {
        return view.get(index);
    }

    @Override
    public int size() {
        return view.size();
    }

    @Override
    public boolean isEmpty() {
        return view.isEmpty();
    }

    @Override
    public boolean contains(Object element) {
        return view.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return view.containsAll(elements);
    }

    @Override
    public int indexOf(Object element) {
        return view.indexOf(element);
    }

    @Override
    public int lastIndexOf(Object element) {
        return view.lastIndexOf(element);
    }

    @Override
    public Iterator<Object> iterator() {
        return view.iterator();
    }

    @Override
    public ListIterator<Object> listIterator() {
        return view.listIterator();
    }

    @Override
    public ListIterator<Object> listIterator(int index) {
        return view.listIterator(index);
    }

    @Override
    public List<Object> subList(int from, int to) {
        return view.subList(from, to);
    }

    @Override
    public Object[] toArray() {
        return view.toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return view.toArray(array);
    }

    @Override
    public boolean add(Object element) {
        return view.add(element);
    }

    @Override
    public void add(int index, Object element) {
        view.add(index, element);
    }

    @Override
    public boolean addAll(Collection<? extends Object> elements) {
        return view.addAll(elements);
    }

    @Override
    public boolean addAll(int index, Collection<? extends Object> elements) {
        return view.addAll(index, elements);
    }

    @Override
    public Object set(int index, Object element) {
        return view.set(index, element);
    }

    @Override
    public boolean remove(Object element) {
        return view.remove(element);
    }

    @Override
    public Object remove(int index) {
        return view.remove(index);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return view.removeAll(elements);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return view.retainAll(elements);
    }

    @Override
    public void clear() {
        view.clear();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return view.equals(other);
    }

    @Override
    public int hashCode() {
        return view.hashCode();
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public CelType celType() {
        return ListType.create(SimpleType.DYN);
    }
}
