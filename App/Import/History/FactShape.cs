namespace GovernanceDashboard.Import.History;

/// <summary>What of a fact a change log can change, part by part.</summary>
internal abstract class FactShape<T>
    where T : notnull
{
    /// <summary>A part's value as events write it; of the existence part what stands for being there.</summary>
    public abstract string? Read(T fact, string part);

    public abstract T Write(T fact, string part, string? value);

    /// <summary>A fact of which nothing is known but that it was there.</summary>
    public abstract T Bare(T like);

    public virtual bool Same(T one, T other) => one.Equals(other);

    /// <summary>A part's value of a fact that may not be there.</summary>
    public PartValue Read(Stated<T>? fact, string part) =>
        fact is { } there ? PartValue.Of(Read(there.Value, part))
        : part.Length == 0 ? PartValue.Of(null)
        : PartValue.Unknown;
}
