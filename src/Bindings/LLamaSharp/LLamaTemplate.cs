using System.Runtime.InteropServices;
using System.Text;
using LLama.Exceptions;
using LLama.Interop;

namespace LLama;

/// <summary>Writes messages the way a chat model expects them.</summary>
public sealed class LLamaTemplate
{
    /// <summary>Encoding of what <see cref="Apply"/> returns.</summary>
    public static readonly Encoding Encoding = Encoding.UTF8;

    private readonly string? _template;
    private readonly List<(string Role, string Content)> _messages = [];

    /// <summary>The template in the model's file.</summary>
    /// <exception cref="TemplateNotFoundException">There is none and <paramref name="strict"/> is set.</exception>
    public LLamaTemplate(LLamaWeights weights, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _template = weights.NativeHandle.GetTemplate(strict: strict);
    }

    /// <summary>A template by its name or its text; ChatML for null.</summary>
    public LLamaTemplate(string? customTemplate) => _template = customTemplate;

    /// <summary>Number of messages.</summary>
    public int Count => _messages.Count;

    /// <summary>Whether the text ends with the beginning of an assistant message.</summary>
    public bool AddAssistant { get; set; }

    /// <summary>Adds a message.</summary>
    public LLamaTemplate Add(string role, string content)
    {
        _messages.Add((role, content));
        return this;
    }

    /// <summary>Removes all messages.</summary>
    public void Clear() => _messages.Clear();

    /// <summary>The messages as one text.</summary>
    /// <exception cref="MissingTemplateException">The library does not know this template.</exception>
    public unsafe ReadOnlySpan<byte> Apply()
    {
        NativeChatMessage[] native = new NativeChatMessage[_messages.Count];
        byte* template = null;
        try
        {
            template = (byte*)Marshal.StringToCoTaskMemUTF8(_template);
            int inputBytes = 0;
            for (int i = 0; i < native.Length; i++)
            {
                (string role, string content) = _messages[i];
                native[i].role = (byte*)Marshal.StringToCoTaskMemUTF8(role);
                native[i].content = (byte*)Marshal.StringToCoTaskMemUTF8(content);
                inputBytes += role.Length + (content.Length * 3);
            }

            return Apply(template, native, new byte[(inputBytes * 2) + 256]);
        }
        finally
        {
            Marshal.FreeCoTaskMem((nint)template);
            foreach (NativeChatMessage message in native)
            {
                Marshal.FreeCoTaskMem((nint)message.role);
                Marshal.FreeCoTaskMem((nint)message.content);
            }
        }
    }

    private unsafe ReadOnlySpan<byte> Apply(byte* template, NativeChatMessage[] messages, byte[] buffer)
    {
        int length;
        fixed (NativeChatMessage* chat = messages)
        fixed (byte* output = buffer)
            length = LLamaNative.llama_chat_apply_template(template, chat, (nuint)messages.Length, AddAssistant, output, buffer.Length);

        if (length < 0)
            throw _template is null ? new MissingTemplateException() : new MissingTemplateException(_template);
        return length <= buffer.Length
            ? buffer.AsSpan(0, length)
            : Apply(template, messages, new byte[length]);
    }
}
