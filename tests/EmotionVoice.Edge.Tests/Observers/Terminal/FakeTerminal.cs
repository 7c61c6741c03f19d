using System.Text;
using Spectre.Console;

namespace EmotionVoice.Edge.Tests.Observers.Terminal;

/// <summary>
/// A terminal of a given size that understands what the program writes: line feeds, carriage returns, cursor up, erasing,
/// syllables two cells wide, breaking at the right edge. Keeps what has scrolled away.
/// </summary>
internal sealed class FakeTerminal : StringWriter, IAnsiConsoleOutput
{
    private readonly List<char[]> _rows = [];
    private int _row, _column;

    public FakeTerminal(int width, int height = 30)
    {
        Width = width;
        Height = height;
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Interactive = InteractionSupport.Yes, Out = this });
    }

    public IAnsiConsole Console { get; }

    public TextWriter Writer => this;

    public bool IsTerminal => true;

    public int Width { get; set; }

    public int Height { get; }

    /// <summary>How many rows were broken because a line was too wide.</summary>
    public int Broken { get; private set; }

    public bool CursorVisible { get; private set; } = true;

    public void SetEncoding(Encoding encoding)
    {
    }

    /// <summary>All rows, those that have scrolled away too, without spaces at their ends.</summary>
    public string[] Rows()
    {
        Play();
        return [.. _rows.Select(row => new string([.. row.Where(cell => cell != '\0')]).TrimEnd())];
    }

    private void Play()
    {
        string text = ToString();
        GetStringBuilder().Clear();
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\e':
                    int end = i + 2;
                    while (!char.IsAsciiLetter(text[end]))
                        end++;
                    Control(text[(i + 2)..end], text[end]);
                    i = end;
                    break;
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    _row++;
                    _column = 0;
                    break;
                default:
                    Put(text[i]);
                    break;
            }
        }
    }

    private void Control(string arguments, char command)
    {
        switch (command)
        {
            case 'A':
                _row = Math.Max(Math.Max(0, _rows.Count - Height), _row - int.Parse(arguments, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case 'K':
                Row(_row).AsSpan(_column).Fill(' ');
                break;
            case 'J':
                Row(_row).AsSpan(_column).Fill(' ');
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case 'h' or 'l' when arguments == "?25":
                CursorVisible = command == 'h';
                break;
        }
    }

    private void Put(char letter)
    {
        int cells = letter is >= '\u1100' and <= '\u115f' or >= '\u3000' and <= '\ud7a3' ? 2 : 1;
        if (_column + cells > Width)
        {
            Broken++;
            _row++;
            _column = 0;
        }

        char[] row = Row(_row);
        row[_column] = letter;
        if (cells == 2 && _column + 1 < row.Length)
            row[_column + 1] = '\0';
        _column += cells;
    }

    private char[] Row(int index)
    {
        while (_rows.Count <= index)
            _rows.Add([.. Enumerable.Repeat(' ', 400)]);
        return _rows[index];
    }
}
