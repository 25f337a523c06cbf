namespace GovernanceDashboard.Domain;

/// <summary>Why the database of facts cannot be used.</summary>
public enum StoreFault
{
    /// <summary>What it holds is not what was written: cut short, overwritten, or changed by something else than an import.</summary>
    Damaged,

    /// <summary>There is no room left to write.</summary>
    DiskFull,

    /// <summary>The disk or the rights do not let it be read or written.</summary>
    Unreachable,

    /// <summary>Another process holds it for longer than a write takes.</summary>
    Busy,
}

/// <summary>
/// The database of facts cannot be used. The message is written for readers: what is wrong, what is untouched, what to do. It names no person.
/// </summary>
public sealed class StoreException(StoreFault fault, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public StoreFault Fault { get; } = fault;
}
