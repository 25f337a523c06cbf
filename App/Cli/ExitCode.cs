namespace GovernanceDashboard.Cli;

/// <summary>How a verb ended, for the shell that called it (product definitions, "Formats of our own").</summary>
internal static class ExitCode
{
    public const int Answered = 0;

    /// <summary>A fault of ours, shown with a reference number.</summary>
    public const int InternalError = 1;

    /// <summary>A pack or log does not verify.</summary>
    public const int VerificationFailed = 2;

    /// <summary>A restart checklist has a gate that is shut.</summary>
    public const int NoGo = 2;

    /// <summary>What was handed in cannot be used: nothing was imported, the changes do not fit, or the data folder is damaged, full or out of reach.</summary>
    public const int BadInput = 3;

    /// <summary>No such table, column, principal, group or population.</summary>
    public const int NotFound = 4;

    /// <summary>Nothing has been imported yet.</summary>
    public const int NoSnapshot = 5;

    /// <summary>A bad argument, or one that the operator may not use (EX_USAGE of sysexits.h).</summary>
    public const int BadArgument = 64;

    /// <summary>Ended by Ctrl+C: 128 and the signal's number, as shells report it.</summary>
    public const int Cancelled = 130;
}
