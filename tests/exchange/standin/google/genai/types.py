"""The classes of google.genai.types that exported code names, with the members they have there."""


class Made:
    MEMBERS = ()

    def __init__(self, **given):
        unknown = set(given) - set(self.MEMBERS)
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        self.given = given


def make(name, members):
    return type(name, (Made,), {"MEMBERS": tuple(members.split())})


Blob = make("Blob", "mime_type data")
FileData = make("FileData", "mime_type file_uri")
Part = make("Part", "text inline_data file_data thought thought_signature function_call function_response")
Content = make("Content", "role parts")
SafetySetting = make("SafetySetting", "category threshold method")
ImageConfig = make("ImageConfig", "aspect_ratio image_size")
ThinkingConfig = make("ThinkingConfig", "include_thoughts thinking_budget thinking_level")
HttpOptions = make("HttpOptions", "base_url api_version headers timeout extra_body")
GenerateContentConfig = make(
    "GenerateContentConfig",
    "http_options system_instruction temperature top_p top_k candidate_count max_output_tokens stop_sequences"
    " presence_penalty frequency_penalty seed response_mime_type safety_settings response_modalities"
    " thinking_config image_config")
