using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hdfs;

/// <summary>One inode as a listing has it.</summary>
/// <param name="IsDirectory">Null where the listing does not say: <c>getfacl</c> shows no kinds.</param>
internal sealed record Inode(string Path, bool? IsDirectory, PathAccess Access);

/// <summary>Reads permission bits: <c>r-x</c>.</summary>
internal static class BitText
{
    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public static string Of(PathBits bits) =>
        string.Create(
            3,
            bits,
            static (text, bits) =>
            {
                text[0] = bits.HasFlag(PathBits.Read) ? 'r' : '-';
                text[1] = bits.HasFlag(PathBits.Write) ? 'w' : '-';
                text[2] = bits.HasFlag(PathBits.Execute) ? 'x' : '-';
            }
        );

    /// <exception cref="InvalidDataException">Not three letters of r, w and x, or dashes.</exception>
    public static PathBits Parse(ReadOnlySpan<char> text)
    {
        if (
            text.Length != 3
            || text[0] is not ('r' or '-')
            || text[1] is not ('w' or '-')
            || text[2] is not ('x' or '-' or 't' or 'T')
        )
        {
            throw new InvalidDataException("permissions that are not of the form rwx");
        }

        return (text[0] == 'r' ? PathBits.Read : PathBits.None)
            | (text[1] == 'w' ? PathBits.Write : PathBits.None)
            | (text[2] is 'x' or 't' ? PathBits.Execute : PathBits.None);
    }
}
