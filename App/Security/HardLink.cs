using System.Runtime.InteropServices;

namespace GovernanceDashboard.Security;

/// <summary>A second name for a file, given by the system in one step: of many that ask for the same name, one gets it.</summary>
internal static class HardLink
{
    // The same number on Linux and macOS.
    private const int NameIsTaken = 17;

    /// <summary>Gives <paramref name="file"/> the further name <paramref name="name"/>. Unix only.</summary>
    /// <returns>Whether it was given; false where the disk knows no second names.</returns>
    /// <exception cref="IOException">Something has that name already.</exception>
    public static bool TryMake(string file, string name)
    {
        if (Link(file, name) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == NameIsTaken
            ? throw new IOException($"{name} is there already.")
            : false;
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name
    );
}
